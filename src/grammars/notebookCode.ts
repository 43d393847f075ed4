import { dataAt, entryOf, type DataNode } from './dataNode';
import { jsonData } from './jsonData';
import { joined, plainText, type MappedText } from './mappedText';

/** What is written in a notebook's code cells. */
export interface NotebookCode {
  /** Also of cells that are no Python. */
  readonly code: MappedText;
  /** Where its cells begin in it. */
  readonly cells: readonly number[];
}

/** The code cells of a notebook, one after another, as one text; undefined for a notebook in another language. */
export function notebookCode(text: string): NotebookCode | undefined {
  const root = jsonData(text);
  const cells = entryOf(root, 'cells')?.value;
  if (!root || cells?.kind !== 'list') return undefined;
  const language =
    dataAt(root, 'metadata', 'language_info', 'name') ?? dataAt(root, 'metadata', 'kernelspec', 'language');
  if (language?.kind === 'text' && !/^i?py(?:thon|spark)/i.test(language.text.text)) return undefined;
  const texts = cells.items.map(codeOf);
  let end = 0;
  const starts = texts.map((lines) => {
    const start = end;
    end += lines.reduce((length, line) => length + line.text.length, 0);
    return start;
  });
  return { code: joined(texts.flat()), cells: starts };
}

function codeOf(cell: DataNode): readonly MappedText[] {
  const type = entryOf(cell, 'cell_type')?.value;
  const source = entryOf(cell, 'source')?.value;
  if (type?.kind !== 'text' || type.text.text !== 'code' || !source) return [];
  const lines = source.kind === 'list' ? source.items : [source];
  const texts = lines.flatMap((line) => (line.kind === 'text' ? [line.text] : []));
  const [first] = texts;
  if (!first) return [];
  // Cells end without a line break.
  const end = texts.at(-1) ?? first;
  return [...texts, plainText('\n', end.span(end.text.length, end.text.length).from)];
}
