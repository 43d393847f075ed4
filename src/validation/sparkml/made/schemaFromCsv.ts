import { AppError } from '../../../contract/appError';
import type { SchemaColumn } from '../../mleap/schemaColumn';
import { csvRecords, type CsvField } from '../../../grammars/csvRecords';
import { valueFault } from '../requests/javaValues';
import type { MadeSchema } from './madeSchema';

/** Rows that types are guessed from. */
const mostRows = 10_000;
/** What is returned where nobody says: the column that Spark's models write. */
export const usualOutput = 'prediction';
const vectors: ReadonlySet<string> = new Set(['features', 'probability', 'rawPrediction']);
/** The narrowest first; a value that no number can read makes its column a string. */
const numbers = ['int', 'long', 'double'] as const;

/**
 * A schema for the rows of a CSV file: names of its first row, types that can read every value.
 * @param output the column that comes back; one of the file is no input then
 * @throws AppError `schema.empty`, `schema.csv`, `schema.rows`
 */
export function schemaFromCsv(text: string, output = usualOutput): MadeSchema {
  const { records, fault } = csvRecords(text.replace(/^\ufeff/, ''), mostRows + 1);
  const [first] = records;
  if (fault) throw unreadable(text, fault.from, fault.message);
  if (!first) throw new AppError('schema.empty', 'The file holds no row.', 'Name a file with a header and some rows.');
  const hasHeader = isHeader(first);
  const rows = hasHeader ? records.slice(1) : records;
  checkLengths(rows, first.length, hasHeader);
  const names = hasHeader ? columnNames(first) : first.map((_, index) => `_c${String(index)}`);
  const columns = names.map((name, index): SchemaColumn => ({ name, type: typeOf(rows, index) }));
  return {
    input: columns.filter(({ name }) => name !== output),
    output: outputColumn(output, columns),
    notes: [...headerNotes(hasHeader, rows.length), ...emptyNotes(columns, rows), ...outputNotes(output, columns)],
  };
}

function unreadable(text: string, at: number, message: string): AppError {
  const line = text.slice(0, at).split(/\r\n|\n|\r/).length;
  return new AppError('schema.csv', `Line ${String(line)} of the file: ${message}`, 'Correct the quotes.');
}

/** Names and no values: every one is there, none twice, and none a number. */
function isHeader(fields: readonly CsvField[]): boolean {
  const names = fields.map(({ text }) => text.trim());
  return (
    new Set(names).size === names.length &&
    names.every((name) => name !== '' && valueFault('double', name) !== undefined)
  );
}

function columnNames(fields: readonly CsvField[]): readonly string[] {
  return fields.map(({ text }) => text.trim());
}

function checkLengths(rows: readonly (readonly CsvField[])[], length: number, hasHeader: boolean): void {
  const index = rows.findIndex((row) => row.length !== length);
  const row = rows[index];
  if (!row) return;
  const what = `Values in row ${String(index + 1)}: ${String(row.length)}; in the ${hasHeader ? 'header' : 'first row'}: ${String(length)}.`;
  throw new AppError(
    'schema.rows',
    what,
    'Give each row one value for each column; commas inside a value need quotes.',
  );
}

function typeOf(rows: readonly (readonly CsvField[])[], index: number): SchemaColumn['type'] {
  const values = rows.flatMap((row) => row[index]?.text ?? []);
  if (values.length === 0) return 'string';
  const number = numbers.find((type) => values.every((value) => valueFault(type, value) === undefined));
  if (number) return number;
  return values.every((value) => /^(?:true|false)$/i.test(value)) ? 'boolean' : 'string';
}

/** Spark's models write numbers as double, and some columns as vectors. */
function outputColumn(name: string, columns: readonly SchemaColumn[]): SchemaColumn {
  if (vectors.has(name)) return { name, type: 'double', struct: 'vector' };
  const type = columns.find((column) => column.name === name)?.type ?? 'double';
  return { name, type: type === 'string' || type === 'boolean' ? type : 'double' };
}

function headerNotes(hasHeader: boolean, rows: number): readonly string[] {
  if (!hasHeader)
    return ['The first row is no header, so the columns are called _c0, _c1 and so on, as Spark does: rename them.'];
  return rows === 0 ? ['There is no row below the header, so every column is a string.'] : [];
}

function emptyNotes(columns: readonly SchemaColumn[], rows: readonly (readonly CsvField[])[]): readonly string[] {
  return columns.flatMap(({ name, type }, index) => {
    const values = rows.flatMap((row) => row[index]?.text ?? []);
    const filled = values.filter((value) => value !== '');
    const isNumber = filled.length > 0 && filled.every((value) => valueFault('double', value) === undefined);
    return type === 'string' && isNumber && filled.length < values.length
      ? [`"${name}" is a string, as no number can read its empty values.`]
      : [];
  });
}

function outputNotes(output: string, columns: readonly SchemaColumn[]): readonly string[] {
  if (!columns.some(({ name }) => name === output)) return [];
  return [`"${output}" comes back, so it is no input: leave its values out of requests.`];
}
