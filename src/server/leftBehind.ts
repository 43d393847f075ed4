import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { isMissing } from '../machine/jsonFile';

/** A name for something that is under way: it says which process is at it. */
export function nameUnderWay(): string {
  return `${String(process.pid)}.${randomUUID()}`;
}

/** Names in a folder, made by `nameUnderWay`, whose process is gone. To be asked for before this process makes any. */
export async function namesLeftBehind(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names.filter((name) => !isOfOther(Number(name.split('.')[0])));
}

/** Whether a process is another one that lives; one that may not be asked does. */
function isOfOther(pid: number): boolean {
  if (pid === process.pid || !Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
