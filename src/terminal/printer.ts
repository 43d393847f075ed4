import type { Writable } from 'node:stream';

/** Text that waits in memory before a writer is asked to wait. */
const highWater = 1024 * 1024;

/** Writes text to a stream in large pieces. A reader that went away (`| head`) is no error: the rest is dropped. */
export class Printer {
  private waiting: string[] = [];
  private waitingLength = 0;
  private scheduled = false;
  private gone = false;

  constructor(private readonly stream: Writable) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.gone = true;
      if (error.code !== 'EPIPE' && error.code !== 'EOF') throw error;
    });
  }

  line(text: string): void {
    if (this.gone) return;
    this.waiting.push(text, '\n');
    this.waitingLength += text.length + 1;
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.flush();
    });
  }

  /** Resolves when the reader has caught up; undefined when it has already. */
  full(): Promise<void> | undefined {
    if (this.waitingLength > highWater) this.flush();
    if (this.gone || !this.stream.writableNeedDrain) return undefined;
    return new Promise((resolve) => {
      // A reader that goes away now must not fail the run: then there is nothing to wait for any more.
      const events = ['drain', 'error', 'close'] as const;
      const done = () => {
        for (const event of events) this.stream.off(event, done);
        resolve();
      };
      for (const event of events) this.stream.on(event, done);
    });
  }

  /** Hand everything to the stream; resolves when the stream has taken it. */
  async end(): Promise<void> {
    this.flush();
    if (this.gone) return;
    await new Promise<void>((resolve) => {
      this.stream.write('', () => {
        resolve();
      });
    });
  }

  private flush(): void {
    this.scheduled = false;
    const text = this.waiting.join('');
    this.waiting = [];
    this.waitingLength = 0;
    if (text !== '' && !this.gone) this.stream.write(text);
  }
}
