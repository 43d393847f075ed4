import { closeSync } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { openPipes } from './outputPipes';
import type { RunFolder } from './runFolder';

/** Where a program's output is read, and what it is given to write to. */
export interface Streams {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Descriptors for the child, or undefined where Node makes the pipes and `connect` joins them. */
  readonly writers: readonly number[] | undefined;
  connect(stdout: Readable, stderr: Readable): void;
  /** Our own hold on the writing ends: the streams end once the program has let go of them too. */
  closeWriters(): void;
}

/** Open the streams of a program that starts later. */
export async function openStreams(run: RunFolder, platform: NodeJS.Platform = process.platform): Promise<Streams> {
  if (platform === 'win32') return joinedLater();
  const [stdout, stderr] = await openPipes(run.path, ['stdout', 'stderr']);
  if (!stdout || !stderr) throw new TypeError('two pipes were asked for');
  const open = new Set([stdout.writer, stderr.writer]);
  return {
    stdout: stdout.readable,
    stderr: stderr.readable,
    writers: [stdout.writer, stderr.writer],
    connect: () => undefined,
    closeWriters: () => {
      for (const writer of open) closeSync(writer);
      open.clear();
    },
  };
}

function joinedLater(): Streams {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  return {
    stdout,
    stderr,
    writers: undefined,
    connect: (out, err) => {
      out.pipe(stdout);
      err.pipe(stderr);
    },
    closeWriters: () => undefined,
  };
}
