import { basename, join } from 'node:path';
import { stateFolder } from '../projectRoot';

/** Where a job keeps its state on disk: absolute paths, as laid out in docs/architecture.md. */
export interface JobFolder {
  readonly name: string;
  readonly path: string;
  /** The API's Describe response. */
  readonly describe: string;
  /** JobState. */
  readonly state: string;
  /** Every value of every metric, a `MetricSample` a line. */
  readonly metrics: string;
  /** What a later process needs to take the job over. */
  readonly run: string;
  /** Present when somebody asked the job to stop. */
  readonly stop: string;
  readonly logs: string;
  readonly artifacts: string;
}

/** The folder of a job by name, whether it exists or not. */
export function jobFolder(root: string, name: string): JobFolder {
  return jobFolderAt(join(jobsFolder(root), name));
}

/** The folder of a job by its absolute path, for example from a label. */
export function jobFolderAt(path: string): JobFolder {
  return {
    name: basename(path),
    path,
    describe: join(path, 'job.json'),
    state: join(path, 'state.json'),
    metrics: join(path, 'metrics.jsonl'),
    run: join(path, 'run.json'),
    stop: join(path, 'stop'),
    logs: join(path, 'logs'),
    artifacts: join(path, 'output'),
  };
}

/** Absolute path of a log stream's file. */
export function logFile(folder: JobFolder, stream: string): string {
  return join(folder.logs, `${stream}.log`);
}

/** Folder of all jobs of a project. */
export function jobsFolder(root: string): string {
  return join(root, stateFolder, 'jobs');
}
