import type { Pipeline } from '../../mleap/pipeline';
import type { Finding } from '../finding';
import type { Column } from '../checkColumn';
import type { Columns } from '../columns';

/** A request to /invocations, as the container gets it. */
export interface SparkmlRequest {
  /** Absent where the caller names none. */
  readonly contentType?: string;
  readonly body: string;
  /** Absent where the caller names none, or where it does not reach the container. */
  readonly accept?: string;
}

/** What a container has in its environment. */
export interface ServedSchema {
  /** The columns of its schema; `refused` where there is a schema that it can't read, absent where there is none. */
  readonly columns?: Columns | 'refused';
  /** What it answers in where the request does not say, or what the caller accepts. */
  readonly accept?: string;
  /** What it runs, where that is known: a schema in a request is for it too. */
  readonly pipeline?: Pipeline;
}

/** Something wrong with the body of a request; offsets are those of the body. */
export interface RequestFinding extends Finding {
  /** The column of the container's own schema that the value is for. */
  readonly column?: Column;
}

/** The schema is in the same body, so there is no other place to show. */
export function withoutColumn({ column: _, ...finding }: RequestFinding): RequestFinding {
  return finding;
}
