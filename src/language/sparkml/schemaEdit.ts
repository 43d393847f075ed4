import type { Span } from '../../grammars/mappedText';
import type { CheckContext, CheckedFile } from '../../validation/files/fileJudge';
import { fileKindOf } from '../../validation/files/fileKind';
import { schemaValues } from './schemaValue';

/** A change of a file. */
export interface SchemaEdit extends Span {
  readonly text: string;
}

/**
 * How a schema takes the place of the value that stands at a place of a file, quoted as the file wants it.
 * @returns undefined where no schema stands, or none that can be written at once
 */
export async function schemaEdit(
  file: CheckedFile,
  offset: number,
  context: CheckContext,
  schema: { readonly long: string; readonly short: string },
): Promise<SchemaEdit | undefined> {
  if (fileKindOf(file.path) === 'sparkml-schema') {
    return file.text.trim() === '' ? { from: 0, to: file.text.length, text: schema.long } : undefined;
  }
  const values = await schemaValues(file, offset, context);
  // What was put in to read an unfinished file has no place in it.
  const value = values.find(({ host }) => host === file.text)?.text;
  const text = value?.quoted(0, value.text.length, schema.short);
  return value && text !== undefined ? { ...value.span(0, value.text.length), text } : undefined;
}
