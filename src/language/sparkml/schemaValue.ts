import { plainText, type MappedText } from '../../grammars/mappedText';
import { schemaVariable, type Environment, type Variable } from '../../validation/environments/environment';
import type { CheckContext, CheckedFile } from '../../validation/files/fileJudge';
import { environmentReader } from '../../validation/files/fileEnvironments';
import { fileKindOf, type FileKind } from '../../validation/files/fileKind';

/** A schema around a place of a file, as far as it is written. */
export interface SchemaValue {
  readonly text: MappedText;
  /** The place in the schema. */
  readonly at: number;
  /** The file as it was read: with a mark put in where it could not be read without. */
  readonly host: string;
}

/** A text that stands for what is about to be written. */
export const mark = '__written_next__';

/** What may be missing in a file while somebody types: put in at the place, or behind the quote that follows it. */
const repairs: Partial<Readonly<Record<FileKind, readonly string[]>>> = {
  python: [': None', `"${mark}": None`, `"${mark}"`, `, "${mark}": None`],
  notebook: [],
  terraform: [' = null', `${mark} = null`, `"${mark}"`],
  dockerfile: ["'", '"'],
  shell: ["'", '"'],
};

/**
 * The schemas that stand at a place of a file: first in the file as it is, then in what it may become when what is being written is done.
 * @param offset in UTF-16 units
 */
export async function schemaValues(
  file: CheckedFile,
  offset: number,
  context: CheckContext,
): Promise<readonly SchemaValue[]> {
  const kind = fileKindOf(file.path);
  if (kind === 'sparkml-schema') return [{ text: plainText(file.text), at: offset, host: file.text }];
  if (kind === undefined) return [];
  const read = await environmentReader(kind);
  const values = candidates(kind, file, offset).map(async (candidate): Promise<readonly SchemaValue[]> => {
    const text = valueAt(await read(candidate, context), offset);
    const host = candidate.text;
    const at = text?.offsetAt(offset);
    return text && at !== undefined ? [{ text, at, host }] : [];
  });
  return (await Promise.all(values)).flat();
}

/** The file with each of the repairs, and without one. */
function candidates(kind: FileKind, file: CheckedFile, offset: number): readonly CheckedFile[] {
  const { text } = file;
  const rest = text.slice(offset);
  const line = /^[^\r\n]*/.exec(rest)?.[0].length ?? 0;
  const word = /^[\w-]*["']?/.exec(rest)?.[0].length ?? 0;
  const isQuote = (repair: string) => /^["']$/.test(repair);
  return [
    file,
    ...(repairs[kind] ?? []).map((repair) => {
      const to = offset + (isQuote(repair) ? line : repair.includes(mark) ? 0 : word);
      const cells = file.cells?.map((start) => (start > offset ? start + repair.length : start));
      return { ...file, text: text.slice(0, to) + repair + text.slice(to), ...(cells && { cells }) };
    }),
  ];
}

function valueAt(environments: readonly Environment[], offset: number): MappedText | undefined {
  const texts = environments.flatMap(({ variables }) => variables.flatMap(schemaText));
  return texts.find((text) => text.offsetAt(offset) !== undefined);
}

function schemaText({ name, value }: Variable): readonly MappedText[] {
  return name.text === schemaVariable && value.kind === 'text' ? [value.text] : [];
}
