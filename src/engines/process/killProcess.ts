import { execFile } from 'node:child_process';

/** Send a signal to one process; fine when it is gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Kill a process with everything that it started: its group, or its tree on Windows. Fine when they are gone. */
export function killGroup(leader: number): void {
  if (process.platform !== 'win32') {
    signalProcess(-leader, 'SIGKILL');
    return;
  }
  execFile('taskkill', ['/T', '/F', '/PID', String(leader)], () => undefined);
}
