import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { uniqueJobName } from '../contract/jobName';
import { stateFolder } from './projectRoot';

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

/** Names of all jobs of a project, in no order. */
export async function jobNames(root: string): Promise<string[]> {
  try {
    const entries = await readdir(jobsFolder(root), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Make the folder of a new job, named `base`, or `base` with a time behind it when that name was used before. */
export async function createJobFolder(root: string, base: string): Promise<JobFolder> {
  await mkdir(jobsFolder(root), { recursive: true });
  await writeFile(join(root, stateFolder, '.gitignore'), '*\n');
  const folder =
    (await claim(jobFolder(root, base))) ?? (await claim(jobFolder(root, uniqueJobName(base, new Date()))));
  if (!folder) return createJobFolder(root, base);
  await Promise.all([mkdir(folder.logs), mkdir(folder.artifacts)]);
  return folder;
}

async function claim(folder: JobFolder): Promise<JobFolder | undefined> {
  try {
    await mkdir(folder.path);
    return folder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

/** Replace a JSON file in one step: a reader sees the old content or the new one. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const next = `${path}.${String(process.pid)}.next`;
  await writeFile(next, `${JSON.stringify(value, undefined, 2)}\n`);
  await rename(next, path);
}

/** A JSON file's value; undefined when there is no such file. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether an error says that a file or folder isn't there. */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** Folder of all jobs of a project. */
export function jobsFolder(root: string): string {
  return join(root, stateFolder, 'jobs');
}
