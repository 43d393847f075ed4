import { isActive, type JobState } from '../../jobs/jobState';
import { jobFolder } from './jobFolder';
import { jobNames } from './jobFolders';
import { readJson } from '../../machine/jsonFile';
import { isAlive } from './owner';
import { readRun } from './runRecord';

/** All jobs and endpoints of a project, newest first; one whose owner is gone without an end is marked. */
export async function listJobs(root: string): Promise<readonly JobState[]> {
  const states = await Promise.all((await jobNames(root)).map((name) => readJob(root, name)));
  return states
    .filter((state) => state !== undefined)
    .sort((a, b) => b.createdAt - a.createdAt || (a.name < b.name ? 1 : -1));
}

/** One job's state; undefined when there is no such job. Written by us only, so its shape is trusted. */
export async function readJob(root: string, name: string): Promise<JobState | undefined> {
  const folder = jobFolder(root, name);
  const state = (await readJson(folder.state)) as JobState | undefined;
  if (!state || state.endedAt !== undefined || !isActive(state.status)) return state;
  const run = await readRun(folder);
  if (!run || isAlive(run.owner)) return state;
  // The owner may have ended the job, and itself, between the two looks.
  const last = (await readJson(folder.state)) as JobState | undefined;
  return last && last.endedAt === undefined && isActive(last.status) ? { ...last, orphaned: true } : last;
}
