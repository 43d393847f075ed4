import { Writable } from 'node:stream';

/** A stream that keeps what it is given. With `slow` it takes nothing until `release`. */
export class FakeStream extends Writable {
  text = '';
  writes = 0;
  private held: (() => void) | undefined;

  constructor(private slow = false) {
    super({ highWaterMark: 16 });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.writes += 1;
    if (this.slow) this.held = done;
    else done();
  }

  /** Take everything from now on. */
  release(): void {
    this.slow = false;
    this.held?.();
  }
}
