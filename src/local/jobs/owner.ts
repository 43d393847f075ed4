import { readFileSync } from 'node:fs';

/** The process that runs a job. A number alone may be used again by another process, so its start time goes with it. */
export interface Owner {
  readonly pid: number;
  /** When the process started, in the system's own clock ticks; undefined where the system doesn't tell. */
  readonly started?: string;
}

/** This process. */
export function thisProcess(): Owner {
  return ownerOf(process.pid);
}

/** Whether a process still runs. */
export function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return owner.started === undefined || owner.started === ownerOf(owner.pid).started;
}

function ownerOf(pid: number): Owner {
  const started = startTime(pid);
  return { pid, ...(started !== undefined && { started }) };
}

/** Field 22 of /proc/PID/stat; the name in field 2 may hold spaces and parentheses, so count from behind it. */
function startTime(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent hasn't looked yet.
    return fields[0] === 'Z' ? 'ended' : fields[19];
  } catch {
    return 'ended';
  }
}
