import { spawn } from 'node:child_process';
import { systemProgram } from './systemProgram';

/** Reads until this process closes the other end, which the system does for it when it is killed. */
const script = 'read -r line; kill -s KILL -- "-$1"';

/**
 * See to it that a group of processes ends when this process ends, in whatever way. Not for Windows.
 * @returns a function that ends the watch
 */
export function watchGroup(leader: number): () => void {
  const watcher = spawn(systemProgram('sh'), ['-c', script, 'sh', String(leader)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  });
  // Without a watcher the program still runs; what it might leave is found by its record.
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  return () => watcher.kill('SIGKILL');
}
