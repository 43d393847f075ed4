import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { uniqueJobName } from '../../contract/jobName';
import { makeIgnoredFolder } from '../../machine/ignoredFolder';
import { isMissing } from '../../machine/jsonFile';
import { jobFolder, jobsFolder, type JobFolder } from './jobFolder';
import { stateFolder } from '../projectRoot';

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
  await makeIgnoredFolder(join(root, stateFolder));
  await mkdir(jobsFolder(root), { recursive: true });
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
