import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { typeScript } from '../../machine/child';
import { repository } from '../../machine/repository';

/** The command line program in a process of its own, run from its sources. */
export class CommandLine {
  stdout = '';
  stderr = '';
  readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;

  /** @param root the project that its jobs belong to */
  constructor(root: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const program = [...typeScript, join(repository, 'src/cli.ts'), '--project', root];
    this.child = spawn(process.execPath, [...program, ...args], {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.child.stdout?.on('data', (data: Buffer) => (this.stdout += data.toString()));
    this.child.stderr?.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.closed = once(this.child, 'close');
  }

  /** Wait until it has said something. Fails when it ends without. */
  async untilSaid(text: string): Promise<void> {
    await this.untilTrue(() => `${this.stdout}${this.stderr}`.includes(text), `say "${text}"`);
  }

  async untilExists(path: string): Promise<void> {
    await this.untilTrue(() => existsSync(path), `make ${path}`);
  }

  /** Wait for something that it brings about. Fails when it ends without. */
  async untilTrue(isIt: () => boolean | Promise<boolean>, what: string): Promise<void> {
    while (!(await isIt())) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        await this.closed;
        if (await isIt()) return;
        throw new Error(
          `it ended with ${String(this.child.exitCode)} and did not ${what}:\n${this.stdout}${this.stderr}`,
        );
      }
      await sleep(10);
    }
  }

  /** End it as the system does when it has no memory left: nothing of it runs any more, and nothing was tidied up. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.closed;
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.child.kill('SIGINT');
  }

  /** @returns its exit code once it has ended */
  async ended(): Promise<number> {
    await this.closed;
    return this.child.exitCode ?? -1;
  }
}

/** Run the command line program to its end. */
export async function commandLine(
  root: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const program = new CommandLine(root, args);
  const code = await program.ended();
  return { code, stdout: program.stdout, stderr: program.stderr };
}
