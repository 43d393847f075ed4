import type { Span } from '../../grammars/mappedText';
import type { Column } from './checkColumn';

/** A schema that the container can read. */
export interface Columns {
  readonly inputs: readonly Column[];
  readonly output: Column;
  /** Where the list of inputs stands. */
  readonly list: Span;
}
