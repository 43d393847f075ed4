import type { Trouble } from '../awsError';
import type { Plain } from './plainJson';

/** One line as CloudWatch Logs has it. */
export interface ReadLine {
  /** Full name of the log stream. */
  readonly stream: string;
  /** Milliseconds since the Unix epoch, by the clock of the instance that wrote it. */
  readonly at: number;
  readonly text: string;
  /** Only FilterLogEvents tells it. */
  readonly id?: string;
  /** Older ones were left out, since only the last ones are wanted. */
  readonly isCut?: boolean;
}

/** What a follower wants to know next. */
export type Call = DescribeCall | StreamsCall | WalkCall | FilterCall;

interface DescribeCall {
  readonly kind: 'describe';
}

/** DescribeLogStreams. */
export interface StreamsCall {
  readonly kind: 'streams';
  readonly next?: string;
}

/** GetLogEvents, from older to newer lines. */
export interface WalkCall {
  readonly kind: 'walk';
  readonly stream: string;
  readonly token?: string;
  /** Without a token: lines that are not older, milliseconds since the Unix epoch. */
  readonly startTime?: number;
  /** Without a token: only so many lines, the last ones. */
  readonly last?: number;
}

/** FilterLogEvents. */
export interface FilterCall {
  readonly kind: 'filter';
  readonly startTime: number;
  /** All of the job when absent. */
  readonly streams?: readonly string[];
  readonly next?: string;
}

/** What came of a call. */
export type Answer = Described | Streams | Walked | Filtered | Failed;

interface Described {
  readonly kind: 'described';
  readonly described: Plain;
}

export interface Streams {
  readonly kind: 'streams';
  readonly names: readonly string[];
  readonly next?: string;
}

export interface Walked {
  readonly kind: 'walked';
  readonly lines: readonly ReadLine[];
  readonly token?: string;
  /** As many lines, or bytes, as fit into one answer. */
  readonly isFull: boolean;
}

export interface Filtered {
  readonly kind: 'filtered';
  readonly lines: readonly ReadLine[];
  readonly next?: string;
}

export interface Failed {
  readonly kind: 'failed';
  /** `token`: a token is not taken (any more). */
  readonly trouble: Trouble | 'token';
  /** What to tell people. */
  readonly error: unknown;
}
