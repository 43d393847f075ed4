import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** File that gets stdout; thrown away without. */
  readonly output?: string;
}

/** Run a program to its end. @throws Error with what it wrote to stderr when its exit code isn't 0 */
export async function program(name: string, args: readonly string[], options: ProgramOptions = {}): Promise<void> {
  const output = options.output === undefined ? 'ignore' : openSync(options.output, 'w');
  try {
    const child = spawn(name, args, {
      stdio: ['ignore', output, 'pipe'],
      env: options.env ?? process.env,
      ...(options.cwd !== undefined && { cwd: options.cwd }),
    });
    const said: Buffer[] = [];
    child.stderr?.on('data', (data: Buffer) => said.push(data));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) {
      const text = Buffer.concat(said).toString().trim();
      throw new Error(`${name} ${args.join(' ')} ended with exit code ${code ?? 'none'}: ${text}`);
    }
  } finally {
    if (typeof output === 'number') closeSync(output);
  }
}
