import { createHash } from 'node:crypto';
import type { Plan } from '../../definitions/plan';
import type { Engine } from '../../engines/engine';
import type { JobFolder } from '../jobs/jobFolder';
import type { JobCredentials } from './jobCredentials';
import type { JobRecorder } from '../jobs/jobRecorder';

/** One run of a plan: what it is made of and how it is asked to stop. */
export interface JobRun<P extends Plan> {
  readonly plan: P;
  readonly engine: Engine;
  readonly folder: JobFolder;
  readonly recorder: JobRecorder;
  readonly region: string;
  /** What its containers may ask for; absent unless the user picked a profile. */
  readonly credentials?: JobCredentials;
  /** Aborted when somebody asks the job to stop: the program gets SIGTERM and its time to end. */
  readonly stop: AbortSignal;
  /** Aborted when somebody can't wait: the program is killed. */
  readonly kill: AbortSignal;
}

/** A name on the engine that no other project on this machine uses, from a job's folder. */
export function engineName(folder: JobFolder, part?: string): string {
  const project = createHash('sha256').update(folder.path).digest('hex').slice(0, 8);
  return [folder.name, ...(part === undefined ? [] : [part]), project].join('-');
}
