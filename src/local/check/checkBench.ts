import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { labels } from '../../contract/labels';
import type { Engine } from '../../engines/engine';
import { jobFolderAt, type JobFolder } from '../jobs/jobFolder';

/** Where the runs of one check take place. */
export interface CheckBench {
  readonly engine: Engine;
  /** The image on the engine. */
  readonly image: string;
  readonly region: string;
  /** Absolute path of a folder that goes with the check. */
  readonly folder: string;
  /** Unique on the engine. */
  readonly name: string;
  /** Seconds that one run may take to come to its point. */
  readonly patience: number;
  /** Seconds that a server has to get healthy. */
  readonly startPatience: number;
  /** Gives the check up: nothing of it is left behind. */
  readonly signal: AbortSignal;
  /** Tell what is being done. */
  readonly tell: (message: string) => void;
}

/** An empty folder for one run; its name is unique on the engine as well. */
export async function runFolder(bench: CheckBench, run: string): Promise<JobFolder> {
  const path = join(bench.folder, `${bench.name}-${run}`);
  await mkdir(path, { recursive: true });
  return jobFolderAt(path);
}

/** What everything of a run carries on the engine. */
export function runLabels(folder: JobFolder): Readonly<Record<string, string>> {
  return { [labels.job]: folder.name, [labels.folder]: folder.path, [labels.host]: 'algo-1' };
}

/** Rejects when the check is given up; for races. */
export function givenUp(signal: AbortSignal): { readonly promise: Promise<never>; dispose(): void } {
  let stop: () => void = () => undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('given up'));
    };
  });
  promise.catch(() => undefined);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  return {
    promise,
    dispose: () => {
      signal.removeEventListener('abort', stop);
    },
  };
}
