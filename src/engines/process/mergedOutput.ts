import type { Readable } from 'node:stream';
import type { OutputChunk } from '../engine';

/** Bytes of one source that wait for the reader before the program has to. */
const highWater = 1_048_576;

/** How long a stream may stay silent after the program's end before nobody waits for it any more. */
const silentMilliseconds = 500;

interface Source {
  readonly stream: Readable;
  waitingBytes: number;
  ended: boolean;
}

/** Two streams as one, in the order of arrival, with backpressure; reading starts at once. */
export class MergedOutput implements AsyncIterable<OutputChunk> {
  private waiting: { readonly chunk: OutputChunk; readonly from: Source }[] = [];
  private readonly sources: readonly Source[];
  private wake: (() => void) | undefined;
  private arrived = 0;
  private letGo: () => void = () => undefined;
  private readonly closed = new Promise<undefined>((resolve) => (this.letGo = () => resolve(undefined)));

  /** @param last a line of ours that comes behind all of the program's, or none; decided when it has ended */
  constructor(
    stdout: Readable,
    stderr: Readable,
    private readonly last: Promise<string | undefined>,
  ) {
    this.sources = [this.read(stdout, 'stdout'), this.read(stderr, 'stderr')];
  }

  /**
   * The program has ended. Its streams normally end by themselves; one that a process outside its group holds open ends when it is
   * silent. What still waits to be read is never cut off.
   */
  endWhenSilent(): void {
    const timer = setInterval(() => {
      const isSilent = this.arrived === before && this.sources.every(({ stream }) => !stream.isPaused());
      before = this.arrived;
      if (isSilent) this.close();
      if (isSilent || this.sources.every(({ ended }) => ended)) clearInterval(timer);
    }, silentMilliseconds);
    let before = this.arrived;
    // The streams keep this process alive as long as they are open.
    timer.unref();
  }

  /** No more will come that counts: let go of streams that somebody else holds open. */
  close(): void {
    for (const { stream } of this.sources) stream.destroy();
    this.letGo();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<OutputChunk, void> {
    try {
      while (this.waiting.length > 0 || this.sources.some(({ ended }) => !ended)) {
        if (this.waiting.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
        yield* this.take();
      }
      // A container that is removed before it was started never ends.
      const last = await Promise.race([this.last, this.closed]);
      if (last !== undefined) yield { source: 'stderr', data: Buffer.from(`${last}\n`) };
    } finally {
      this.close();
    }
  }

  private *take(): Generator<OutputChunk, void> {
    const batch = this.waiting;
    this.waiting = [];
    for (const { chunk, from } of batch) {
      from.waitingBytes -= chunk.data.length;
      if (from.waitingBytes < highWater / 2 && from.stream.isPaused()) from.stream.resume();
      yield chunk;
    }
  }

  private read(stream: Readable, name: OutputChunk['source']): Source {
    const source: Source = { stream, waitingBytes: 0, ended: false };
    stream.on('data', (data: Buffer) => {
      this.waiting.push({ chunk: { source: name, data }, from: source });
      source.waitingBytes += data.length;
      this.arrived += data.length;
      if (source.waitingBytes > highWater) stream.pause();
      this.wakeReader();
    });
    const end = () => {
      source.ended = true;
      this.wakeReader();
    };
    // A pipe that breaks has delivered what it could; how the program ended is told by its exit.
    stream.on('error', end).on('end', end).on('close', end);
    return source;
  }

  private wakeReader(): void {
    const wake = this.wake;
    this.wake = undefined;
    wake?.();
  }
}
