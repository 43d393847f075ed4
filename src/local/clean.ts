import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Engine } from '../engines/engine';
import { removeDeadChecks } from './check/checkFolder';
import { jobFolder, jobFolderAt } from './jobs/jobFolder';
import { readJson, writeJson } from '../machine/jsonFile';
import { listJobs } from './jobs/jobList';
import { isAlive } from './jobs/owner';
import { readRun } from './jobs/runRecord';
import { statusFields, type JobState } from '../jobs/jobState';

/** What was removed, one line each. */
export type Cleaned = readonly string[];

/**
 * Remove what ended or killed runs left: containers, networks, volumes and processes without a living owner. A job of this
 * project whose owner is gone ends as Failed; what it wrote stays.
 * @param ended remove the folders of jobs that have ended too, with their logs and artifacts
 */
export async function clean(root: string, engines: readonly Engine[], ended: boolean): Promise<Cleaned> {
  const done: string[] = [];
  for (const engine of engines) {
    for (const leftover of await engine.leftovers()) {
      if (!(await mayRemove(root, leftover))) continue;
      await leftover.remove();
      done.push(`${leftover.kind} ${leftover.id} of ${leftover.job}`);
    }
  }
  for (const folder of await removeDeadChecks(engines)) done.push(`folder ${folder}`);
  for (const job of await listJobs(root)) {
    if (job.orphaned) {
      await giveUp(root, job);
      done.push(`${job.name}: marked as failed`);
    }
    if (ended && (job.orphaned || job.endedAt !== undefined)) {
      await rm(jobFolder(root, job.name).path, { recursive: true, force: true });
      done.push(`${job.name}: logs and artifacts`);
    }
  }
  return done;
}

/** Another project's running container may still be taken over from there; everything else without an owner is nobody's. */
async function mayRemove(
  root: string,
  leftover: { readonly folder: string; readonly running: boolean },
): Promise<boolean> {
  const folder = jobFolderAt(leftover.folder);
  const run = await readRun(folder);
  // A check keeps its owner beside the folders of its runs.
  const around = await readRun(jobFolderAt(dirname(folder.path)));
  if ([run, around].some((one) => one && isAlive(one.owner))) return false;
  const ours = folder.path === jobFolder(root, folder.name).path;
  return ours || !leftover.running || !run;
}

async function giveUp(root: string, job: JobState): Promise<void> {
  const folder = jobFolder(root, job.name);
  const at = Date.now();
  const failureReason = 'InternalServerError: The process that ran this job ended, and what it left was cleaned up.';
  const { orphaned: _mark, ...state } = job;
  const status = 'Failed';
  const transitions = [...state.transitions, { status, startedAt: at }];
  await writeJson(folder.state, { ...state, status, failureReason, transitions, endedAt: at });
  const describe = (await readJson(folder.describe)) as Record<string, unknown> | undefined;
  await writeJson(folder.describe, {
    ...describe,
    [statusFields[job.kind]]: status,
    FailureReason: failureReason,
  });
}
