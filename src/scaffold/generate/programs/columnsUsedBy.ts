import type { ColumnUse } from './columnUse';
import { textAt } from '../folderFiles';
import type { Program, ReadFolder } from '../program';
import { rColumns } from '../r/rColumns';

/** What a program says of the columns of its data: by its syntax where it is Python. */
export function columnsUsedBy(folder: ReadFolder, { python, path }: Program): ColumnUse {
  return python?.columns ?? rColumns(textAt(folder, path));
}
