import type { Jobs } from '../jobs/platform';
import type { JobState } from '../jobs/jobState';

/** Somewhere jobs are: a folder of this machine, or a connection to AWS. */
export interface JobPlace {
  /** Names it as long as it is known, and in states that are kept: the URI of a folder, or what a connection is called. */
  readonly id: string;
  readonly platform: Jobs;
}

/** A job and where it is. */
export interface KnownJob<Place extends JobPlace = JobPlace> {
  readonly project: Place;
  readonly state: JobState;
}
