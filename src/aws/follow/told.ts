import type { JobEvent } from '../../jobs/jobEvent';
import type { Merged } from './lineMerge';

/** What a follower tells: a job's events, with the lines as CloudWatch Logs has them. */
export type Told = Exclude<JobEvent, { kind: 'log' | 'metric' }> | Extract<Merged, { line: unknown }> | Note;

/** What we have to say ourselves. */
interface Note {
  readonly note: string;
}
