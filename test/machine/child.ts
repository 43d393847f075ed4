import { spawn, type SpawnOptions } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** Starts node on a TypeScript file of this repository, in any folder. */
export const typeScript: readonly string[] = ['--import', pathToFileURL(require.resolve('tsx')).href];

export interface RunOptions extends Pick<SpawnOptions, 'cwd' | 'env'> {
  /** The child, and what it started in its process group, is killed after this many milliseconds. */
  readonly timeoutMs?: number;
  /**
   * `inherit` shows the output as it comes (default); `together` shows it in one piece at the end, for what runs beside
   * something else that prints; `quiet` holds it back and adds it to the error of a failure.
   */
  readonly output?: 'inherit' | 'together' | 'quiet';
}

/** How long a child may take to end when it is asked to, in milliseconds. */
const graceMs = 3_000;
const running = new Set<() => void>();
let stopped = false;

/** End all children that still run, and start no more: for the time when this process is told to end. */
export function stopChildren(): void {
  stopped = true;
  for (const stop of running) stop();
}

/**
 * Run a program to its end.
 * @returns its exit code; 124 after a timeout, 128 + n after signal n
 * @throws Error when the program can't be started, or when this process was told to end
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return collect(program, args, options).then(({ code }) => code);
}

/** Run a program that must succeed. @returns its output @throws Error with the program's last lines when it fails */
export async function must(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, output } = await collect(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${output.slice(-4_000)}`);
  return output;
}

function collect(
  program: string,
  args: readonly string[],
  { timeoutMs, output = 'inherit', ...options }: RunOptions,
): Promise<{ code: number; output: string }> {
  if (stopped) return Promise.reject(new Error('interrupted'));
  return new Promise((resolve, reject) => {
    const stdio: SpawnOptions['stdio'] = output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    const child = spawn(program, args, { ...options, stdio });
    let text = '';
    let late = false;
    const keep = (chunk: Buffer): void => void (text += chunk.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const stop = (): void => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
    };
    running.add(stop);
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            stop();
          }, timeoutMs);
    const done = (): void => {
      running.delete(stop);
      clearTimeout(timer);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code, signal) => {
      done();
      if (output === 'together') process.stdout.write(text);
      resolve({ code: late ? 124 : (code ?? (signal === 'SIGINT' ? 130 : 143)), output: text });
    });
  });
}
