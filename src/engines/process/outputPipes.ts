import { execFile } from 'node:child_process';
import { constants, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { systemProgram } from './systemProgram';

/**
 * The reading end of a named pipe, and the descriptor of its writing end for a child. What Node itself gives a child is a socket,
 * which a program can't open again as /dev/stdout.
 */
export interface OutputPipe {
  readonly readable: Readable;
  readonly writer: number;
}

/** Make named pipes in a folder and open them; their names are gone at once. Not for Windows. */
export async function openPipes(folder: string, names: readonly string[]): Promise<readonly OutputPipe[]> {
  const paths = names.map((name) => path.join(folder, name));
  await promisify(execFile)(systemProgram('mkfifo'), ['-m', '600', ...paths]);
  return paths.map(openPipe);
}

function openPipe(file: string): OutputPipe {
  // A reader that doesn't wait for a writer lets the writer's end open without waiting too.
  const reader = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(file, constants.O_WRONLY);
  rmSync(file);
  return { readable: new Socket({ fd: reader, readable: true, writable: false }), writer };
}
