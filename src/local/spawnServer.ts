import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { AppError } from '../contract/appError';
import { environment, type Cli } from './spawnCli';

/** The local endpoint in a process of its own. */
export interface SpawnedServer {
  /** What clients are given as `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Resolves when it is gone, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Start `server` as a child, which ends with this process however that ends: the channel between them breaks then.
 * @param args options of `server`
 * @throws AppError `cli.start` with what it said when it did not come up
 */
export async function spawnServer(cli: Cli, args: readonly string[]): Promise<SpawnedServer> {
  const program = [...(cli.nodeArguments ?? []), cli.program, '--project', cli.root, 'server', ...args];
  const child = spawn(process.execPath, program, {
    windowsHide: true,
    cwd: cli.root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: environment(cli, {}),
  });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => (said = `${said}${data.toString()}`.slice(-2_000)));
  // Not `close`, which never comes once the channel was let go.
  const ended = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  );
  const url = await firstLine(child.stdout, ended);
  if (url === undefined) {
    throw new AppError('cli.start', `The local AWS endpoint did not start: ${said.trim()}`, 'See the message above.');
  }
  return {
    url,
    ended,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

async function firstLine(out: NodeJS.ReadableStream | null, ended: Promise<void>): Promise<string | undefined> {
  if (!out) return undefined;
  const lines = createInterface({ input: out });
  return Promise.race([once(lines, 'line').then(([line]) => String(line)), ended.then(() => undefined)]);
}
