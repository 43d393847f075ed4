import { existsSync, readFileSync, watch } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { JobFolder } from './jobFolder';

/** Content of the stop file when the program shall be killed. */
const now = 'now';

/** How a job hears that it shall stop. */
export interface StopRequest {
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  close(): void;
}

/**
 * Ask a job to stop, whichever process runs it. Asked a second time, or with `kill`, nobody waits for the program to end by itself;
 * that is told by the request itself, since the job's status may reach the disk later than the program's answer to it.
 */
export async function requestStop(folder: JobFolder, kill = false): Promise<void> {
  try {
    await writeFile(folder.stop, kill ? now : 'please', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await writeFile(folder.stop, now);
  }
}

/** Watch for somebody asking a job to stop. */
export function watchStopRequest(folder: JobFolder): StopRequest {
  const stop = new AbortController();
  const kill = new AbortController();
  const look = () => {
    if (!existsSync(folder.stop)) return;
    stop.abort();
    if (readFileSync(folder.stop, 'utf8') === now) kill.abort();
  };
  const name = basename(folder.stop);
  const watcher = watch(folder.path, (_event, file) => {
    if (file === null || file === name) look();
  });
  // A job whose folder was deleted under it has nobody left to hear from.
  watcher.on('error', () => {
    stop.abort();
  });
  look();
  return {
    stop: stop.signal,
    kill: kill.signal,
    close: () => {
      watcher.close();
    },
  };
}
