import { access, constants, statfs } from 'node:fs/promises';
import { AppError, messageOf } from '../contract/appError';
import type { Engine } from '../engines/engine';
import type { EngineChoice, Finding } from '../jobs/platform';
import { listJobs } from './jobs/jobList';

/** Less free space than this is worth a word: a base image alone takes about as much. */
const lowSpace = 2 * 1024 ** 3;

/** Look at everything that a local run needs, in the order in which it needs it. */
export async function doctor(
  root: string,
  engine: (choice: EngineChoice) => Promise<Engine>,
): Promise<readonly Finding[]> {
  const [docker, plain, disk, jobs] = await Promise.all([
    lookAt('Container engine', () => engine('docker')),
    lookAt('Process engine', () => engine('process')),
    space(root),
    abandonedJobs(root),
  ]);
  return [docker, plain, disk, jobs];
}

async function lookAt(name: string, engine: () => Promise<Engine>): Promise<Finding> {
  try {
    const { title, notReproduced } = await engine();
    const without = notReproduced.length > 0 ? ` Not reproduced: ${notReproduced.join('; ')}.` : '';
    return { name, ok: true, detail: `${title}.${without}` };
  } catch (error) {
    const action = error instanceof AppError ? error.action : undefined;
    return { name, ok: false, detail: messageOf(error), ...(action !== undefined && { action }) };
  }
}

async function space(root: string): Promise<Finding> {
  const name = 'Disk';
  try {
    await access(root, constants.W_OK);
    const { bavail, bsize } = await statfs(root);
    const free = bavail * bsize;
    const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free for ${root}.`;
    return free < lowSpace
      ? { name, ok: false, detail, action: 'Make room before a build or a large model.' }
      : { name, ok: true, detail };
  } catch (error) {
    return { name, ok: false, detail: messageOf(error), action: 'Make the folder writable.' };
  }
}

async function abandonedJobs(root: string): Promise<Finding> {
  const name = 'Jobs';
  const jobs = await listJobs(root);
  const lost = jobs.filter((job) => job.orphaned).map((job) => job.name);
  if (lost.length === 0) return { name, ok: true, detail: `${String(jobs.length)} known in ${root}.` };
  const action = `Take over with "sagemaker-containers resume ${lost[0] ?? ''}", or remove what is left with "sagemaker-containers clean".`;
  return { name, ok: false, detail: `Without the process that ran them: ${lost.join(', ')}.`, action };
}
