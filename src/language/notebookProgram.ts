import type { CompletionItem, Diagnostic, Hover, Range } from 'vscode-languageserver';
import type { Fix } from '../definitions/diagnostic';
import { isPythonCell, withoutMagics } from '../grammars/notebookCode';

/** A code cell of a notebook, as the editor has it. */
export interface CellText {
  readonly uri: string;
  readonly text: string;
}

/** All code cells of a notebook as one program, since names of one are used in others. */
export interface NotebookProgram {
  readonly text: string;
  readonly cells: readonly PlacedCell[];
}

export interface PlacedCell {
  readonly uri: string;
  /** Where the cell begins in the program. */
  readonly offset: number;
  readonly line: number;
  readonly lines: number;
}

const lineEnd = /\r\n|\n|\r/g;

/** @param texts the code cells in their order */
export function notebookProgram(texts: readonly CellText[]): NotebookProgram {
  const cells: PlacedCell[] = [];
  let [text, line] = ['', 0];
  for (const cell of texts) {
    const lines = (cell.text.match(lineEnd)?.length ?? 0) + 1;
    cells.push({ uri: cell.uri, offset: text.length, line, lines });
    text += `${asPython(cell.text)}\n`;
    line += lines;
  }
  return { text, cells };
}

/** A cell in another language keeps its lines, and says nothing. */
function asPython(text: string): string {
  return isPythonCell(text) ? withoutMagics(text) : text.replaceAll(/[^\r\n]/g, ' ');
}

/** The diagnostics of a program, by the cell that each begins in; those of a cell without any are an empty list. */
export function byCell(
  { cells }: NotebookProgram,
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<string, readonly Diagnostic[]> {
  return new Map(
    cells.map((cell) => [
      cell.uri,
      diagnostics.filter(({ range }) => isIn(cell, range)).map((one) => diagnosticIn(cell, one)),
    ]),
  );
}

function isIn({ line, lines }: PlacedCell, { start }: Range): boolean {
  return start.line >= line && start.line < line + lines;
}

/** Of its repairs, those stay that change this cell alone. */
function diagnosticIn(cell: PlacedCell, diagnostic: Diagnostic): Diagnostic {
  const data = diagnostic.data as { readonly fixes?: readonly Fix[] } | undefined;
  const fixes = data?.fixes
    ?.filter(({ edits }) => edits.every(({ range }) => isIn(cell, range)))
    .map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ ...edit, range: rangeIn(cell, edit.range) })),
    }));
  return {
    ...diagnostic,
    range: rangeIn(cell, diagnostic.range),
    ...(data && { data: { ...data, ...(fixes && { fixes }) } }),
  };
}

function rangeIn({ line }: PlacedCell, { start, end }: Range): Range {
  return {
    start: { line: start.line - line, character: start.character },
    end: { line: end.line - line, character: end.character },
  };
}

export function hoverIn(cell: PlacedCell, hover: Hover | null): Hover | null {
  return hover?.range ? { ...hover, range: rangeIn(cell, hover.range) } : hover;
}

export function completionIn(cell: PlacedCell, item: CompletionItem): CompletionItem {
  const edit = item.textEdit;
  return edit && 'range' in edit ? { ...item, textEdit: { ...edit, range: rangeIn(cell, edit.range) } } : item;
}
