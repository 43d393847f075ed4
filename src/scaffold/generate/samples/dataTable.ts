import { csvRecords } from '../../../grammars/csvRecords';

/** A table of somebody's data, as far as its first lines tell. */
export interface DataTable {
  /** Names of its columns; undefined where its first line is none of names. */
  readonly columns?: readonly string[];
  /** Rows with a value in each column. */
  readonly rows: readonly (readonly string[])[];
}

/** What a program would look at: more rows tell nothing more. */
const mostRows = 50;

/**
 * The table that a text of lines holds; undefined where it holds none.
 * @param mayHaveHeader false where a program says that the first line is a row; else it is looked at
 */
export function dataTable(head: string, mayHaveHeader: boolean): DataTable | undefined {
  const text = withCommas(head);
  const records = (text === undefined ? [] : csvRecords(text, mostRows).records).map((fields) =>
    fields.map((field) => field.text.trim()),
  );
  const [first, second] = records;
  if (!first || !second || first.length < 2) return undefined;
  const columns = mayHaveHeader && isHeader(first) ? first : undefined;
  const filled = records.filter((row) => row.length === first.length && !row.includes(''));
  const rows = columns ? filled.filter((row) => row !== first) : filled;
  return rows.length === 0 ? undefined : { ...(columns && { columns }), rows };
}

/** Values between semicolons or tabs as between commas; undefined where commas have another meaning there. */
function withCommas(head: string): string | undefined {
  const [line = ''] = head.split(/\r?\n/);
  const separator = ['\t', ';', '|'].find((one) => line.includes(one));
  if (separator === undefined) return head;
  return head.includes(',') ? undefined : head.replaceAll(separator, ',');
}

/** Names, and no values: each once, and none a number. */
function isHeader(fields: readonly string[]): boolean {
  return new Set(fields).size === fields.length && fields.every((field) => field !== '' && Number.isNaN(Number(field)));
}
