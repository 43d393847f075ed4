import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** How long the rest of a killed group is waited for: where nobody collects the dead, a group seems to live on. */
const goneWithinMs = 1000;

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

/** Waits until nothing is left of a group that was killed: its members end one after the other, the leader not last. */
export async function groupGone(leader: number): Promise<void> {
  if (process.platform === 'win32') return;
  const began = performance.now();
  // Mostly nothing is left at the first look; what takes longer need not be asked two hundred times a second.
  for (let pause = 2; groupLives(leader) && performance.now() - began < goneWithinMs; pause *= 2) await delay(pause);
}

function groupLives(leader: number): boolean {
  try {
    return process.kill(-leader, 0);
  } catch {
    // None of it is left, or the number has gone to a group that is not ours.
    return false;
  }
}
