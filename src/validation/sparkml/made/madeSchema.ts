import { columnText, type SchemaColumn } from '../../mleap/schemaColumn';

/** A schema that was made from something, and what a person should know of it. */
export interface MadeSchema {
  readonly input: readonly SchemaColumn[];
  readonly output: SchemaColumn;
  /** One sentence each. */
  readonly notes: readonly string[];
}

/** The text of a schema: a line for each column, or as short as it can be. */
export function schemaText({ input, output }: MadeSchema, isShort: boolean): string {
  if (isShort) return JSON.stringify({ input, output });
  const columns = input.map((column) => `\n    ${columnText(column)}`).join(',');
  return `{\n  "input": [${columns}${columns === '' ? '' : '\n  '}],\n  "output": ${columnText(output)}\n}\n`;
}
