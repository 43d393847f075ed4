import type { CsvField } from '../../../grammars/csvRecords';
import type { Column } from '../checkColumn';

/** Whether a row is the names of columns, and so none of values. */
export function isHeader(row: readonly CsvField[], columns: readonly Column[]): boolean {
  return columns.length > 0 && columns.every(({ name }, index) => row[index]?.text.trim() === name.text);
}
