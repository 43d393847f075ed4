import { readdir, readFile } from 'node:fs/promises';

/**
 * Process ids on this machine of what runs in a container, the first one first.
 * @param first process id of the container's first process, as the engine tells it
 * @returns none where the engine runs on another machine, or in one of its own, whose processes are not ours
 */
export async function hostProcesses(id: string, first: number | undefined): Promise<readonly number[]> {
  if (process.platform !== 'linux' || !first || !(await isIn(id, first))) return [];
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const own = await Promise.all(all.map(async (pid) => pid !== first && (await isIn(id, pid))));
  return [first, ...all.filter((_, index) => own[index])];
}

/** Whether a process of this machine belongs to a container: an equal number on another machine means nothing. */
async function isIn(id: string, pid: number): Promise<boolean> {
  const groups = await readFile(`/proc/${String(pid)}/cgroup`, 'utf8').catch(() => '');
  return groups.includes(id);
}
