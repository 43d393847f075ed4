import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { labels } from '../../contract/labels';
import type { ContainerSpec } from '../../contract/containerSpec';
import type { Leftover } from '../engine';
import { killGroup } from './killProcess';
import { isRunning, startTimeOf, type ProcessIdentity } from './processIdentity';
import { runFolder, type RunFolder } from './runFolder';

/** What a later process finds of one that was started here. */
interface ProcessRecord extends Partial<ProcessIdentity> {
  readonly job: string;
  readonly folder: string;
}

/** Write down that a container's program was created, or runs as `pid`. */
export async function writeRecord(run: RunFolder, spec: ContainerSpec, pid?: number): Promise<void> {
  const started = pid === undefined ? undefined : await startTimeOf(pid);
  const record: ProcessRecord = {
    job: spec.labels[labels.job] ?? '',
    folder: spec.labels[labels.folder] ?? '',
    ...(pid !== undefined && started !== undefined && { pid, started }),
  };
  await writeFile(`${run.record}.next`, JSON.stringify(record));
  await rename(`${run.record}.next`, run.record);
}

/** Everything below `parent` that was started and not removed. */
export async function findLeftovers(parent: string): Promise<readonly Leftover[]> {
  const names = await readdir(parent).catch(() => []);
  const found = await Promise.all(names.map((name) => leftover(runFolder(parent, name), name)));
  return found.filter((one) => one !== undefined);
}

async function leftover(run: RunFolder, id: string): Promise<Leftover | undefined> {
  const record = await readRecord(run);
  if (!record) return undefined;
  const { pid, started, job, folder } = record;
  const running = async () => pid !== undefined && started !== undefined && (await isRunning({ pid, started }));
  return {
    kind: 'process',
    id,
    job,
    folder,
    running: await running(),
    remove: async () => {
      // Looked at again: since then the number may have gone to somebody else.
      if (pid !== undefined && (await running())) killGroup(pid);
      await removeFolder(run);
    },
  };
}

async function readRecord(run: RunFolder): Promise<ProcessRecord | undefined> {
  try {
    return JSON.parse(await readFile(run.record, 'utf8')) as ProcessRecord;
  } catch {
    // Not a container's folder, or one that is being made or removed at this moment.
    return undefined;
  }
}

/** Remove a container's folder; a process that is being killed may still write into it for a moment. */
export async function removeFolder(run: RunFolder): Promise<void> {
  await rm(run.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
