import type { Column } from './checkColumn';

/** A schema that the container can read. */
export interface Columns {
  readonly inputs: readonly Column[];
  readonly output: Column;
}
