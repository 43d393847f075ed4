import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { AppError } from '../contract/appError';

/** How the command line program is started from another process. */
export interface Cli {
  /** Absolute path of the program's bundle. */
  readonly program: string;
  /** Arguments for Node itself, for example a loader. */
  readonly nodeArguments?: readonly string[];
  /** Absolute path of the project's root folder. */
  readonly root: string;
  /** Added to the environment, for example `DOCKER_HOST` from the editor's settings. */
  readonly environment: () => Readonly<Record<string, string>>;
}

/** What a detached run tells its parent, once: the job's name, or why there is none. */
export type Handshake =
  | { readonly job: string }
  | { readonly error: { readonly code: string; readonly message: string; readonly action: string } };

/**
 * Start a run in a process of its own, which goes on when this one ends.
 * @returns the name of the job, once it exists
 * @throws AppError what the run says about why it could not start
 */
export function startDetached(cli: Cli, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [...(cli.nodeArguments ?? []), cli.program, '--project', cli.root, ...args], {
    detached: true,
    windowsHide: true,
    cwd: cli.root,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: environment(cli, { SAGEMAKER_CONTAINERS_DETACHED: '1' }),
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message: Handshake) => {
      child.disconnect();
      child.unref();
      if ('job' in message) resolve(message.job);
      else reject(new AppError(message.error.code, message.error.message, message.error.action));
    });
    child.once('error', (cause) => {
      reject(
        new AppError(
          'cli.start',
          `${cli.program} could not be started: ${cause.message}.`,
          'Install the extension again.',
          { cause },
        ),
      );
    });
    child.once('exit', (code) => {
      reject(
        new AppError(
          'cli.start',
          `The run ended before it began (exit code ${String(code)}).`,
          `Run it in a terminal: sagemaker-containers ${args.join(' ')}`,
        ),
      );
    });
  });
}

/**
 * Run a command with `--json` and give its lines as values.
 * @param isResult whether a line says that the command has done its work; any line does when absent
 * @throws AppError with what it wrote to stderr when it fails without such a line
 */
export async function* cliLines(
  cli: Cli,
  args: readonly string[],
  signal: AbortSignal,
  isResult: (line: unknown) => boolean = () => true,
): AsyncGenerator {
  const child = spawn(process.execPath, [...(cli.nodeArguments ?? []), cli.program, '--project', cli.root, ...args], {
    windowsHide: true,
    cwd: cli.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(cli, {}),
    signal,
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
  ended.catch(() => undefined);
  const complaints = text(child.stderr);
  let isDone = false;
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Infinity })) {
    const value = JSON.parse(line) as unknown;
    isDone ||= isResult(value);
    yield value;
  }
  const code = await ended;
  if (code !== 0 && !isDone) throw new AppError('cli.failed', (await complaints).trim(), 'See the message above.');
}

/** Inside an editor `process.execPath` is the editor itself; this variable makes it behave as Node. */
export function environment(cli: Cli, more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ELECTRON_RUN_AS_NODE: '1', ...cli.environment(), ...more };
}
