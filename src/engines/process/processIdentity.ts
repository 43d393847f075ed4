import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemProgram } from './systemProgram';

/** A process, told apart from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the words of its system. */
  readonly started: string;
}

const run = promisify(execFile);

/** When a process started; undefined when there is none of that number, or it has ended. */
export async function startTimeOf(
  pid: number,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  try {
    if (platform === 'linux') return linuxStartTime(await readFile(`/proc/${String(pid)}/stat`, 'utf8'));
    const { stdout } =
      platform === 'win32'
        ? await run('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${String(pid)}).StartTime.Ticks`])
        : await run(systemProgram('ps'), ['-o', 'lstart=', '-p', String(pid)]);
    return stdout.trim() || undefined;
  } catch {
    // The process has gone, which is an answer.
    return undefined;
  }
}

/** Whether a process still runs, and is not another one with its number. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await startTimeOf(identity.pid)) === identity.started;
}

/** Field 22; the name in field 2 may hold spaces and parentheses. A zombie has ended. */
function linuxStartTime(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
}
