import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** What an engine tells of the starts of containers, while it is listened to. */
export interface ContainerStarts {
  /** When the container of a job started: milliseconds since the Unix epoch. The event may come a moment after the job's end. */
  of(job: string): Promise<number>;
  stop(): Promise<void>;
}

/** Listen to an engine's events: the start is told by who starts it, not by our own books. @param env in which `docker` talks to it */
export async function containerStarts(env: NodeJS.ProcessEnv): Promise<ContainerStarts> {
  const seen = new Map<string, number>();
  const format = '{{.TimeNano}} {{.Actor.Attributes.name}}';
  const child = spawn('docker', ['events', '--filter', 'event=start', '--format', format], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child, 'spawn');
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [nanoseconds = '', name = ''] = line.split(' ');
    seen.set(name, Number(nanoseconds) / 1e6);
  });
  // It says nothing when it has begun to listen.
  await sleep(500);
  return {
    of: async (job) => {
      for (let tries = 0; tries < 100; tries += 1) {
        // Containers are called after their job, with more behind it.
        const found = [...seen].find(([name]) => name.startsWith(`${job}-`));
        if (found) return found[1];
        await sleep(20);
      }
      throw new Error(`The engine has told of no start of ${job}.`);
    },
    stop: async () => {
      const closed = once(child, 'close');
      child.kill();
      await closed;
    },
  };
}
