import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { Engine } from '../../engines/engine';
import { readJson, writeJson } from '../../machine/jsonFile';
import { jobFolderAt } from '../jobs/jobFolder';
import { isAlive, thisProcess, type Owner } from '../jobs/owner';

/** How the folders of checks begin, among the temporary files of the system. */
const prefix = 'sagemaker-check-';
/** A folder whose owner has not said who it is in so many milliseconds has none. */
const namelessMs = 60_000;

/** Whose folder it is. Process ids are those of one host: several may share the folder of temporary files. */
interface CheckOwner {
  readonly owner: Owner;
  readonly host: string;
}

/** An empty folder for a check of this process; `clean` and the checks of others leave it alone while the process lives. */
export async function newCheckFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), prefix)));
  const record: CheckOwner = { owner: thisProcess(), host: hostname() };
  await writeJson(jobFolderAt(folder).run, record);
  return folder;
}

/**
 * Take away what checks have left whose process was killed: what is theirs on these engines, then their folders.
 * @returns absolute paths of the folders; one that can't be removed, for example because it belongs to somebody else, is not among them
 */
export async function removeDeadChecks(engines: readonly Engine[]): Promise<readonly string[]> {
  const dead = await deadFolders(await realpath(tmpdir()));
  if (dead.length === 0) return [];
  for (const engine of engines) {
    for (const leftover of await engine.leftovers())
      if (dead.some((folder) => leftover.folder.startsWith(`${folder}${sep}`))) await leftover.remove();
  }
  const removals = await Promise.allSettled(dead.map((folder) => rm(folder, { recursive: true, force: true })));
  return dead.filter((_, index) => removals[index]?.status === 'fulfilled');
}

async function deadFolders(parent: string): Promise<readonly string[]> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  const folders = names.map((name) => join(parent, name));
  const dead = await Promise.all(folders.map(isDead));
  return folders.filter((_, index) => dead[index]);
}

async function isDead(folder: string): Promise<boolean> {
  const record = await readJson(jobFolderAt(folder).run).catch(() => 'unreadable');
  if (isRecord(record)) return record.host === hostname() && !isAlive(record.owner);
  if (record !== undefined) return false;
  const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > namelessMs;
}

function isRecord(value: unknown): value is CheckOwner {
  return typeof value === 'object' && value !== null && 'owner' in value && 'host' in value;
}
