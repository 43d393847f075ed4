/** Events that may wait for a slow reader before the writer is asked to wait. */
const highWater = 20_000;
/** Events that were read are let go after so many, when the reader never quite catches up. */
const compactAfter = 8_192;

/**
 * An async stream that is written by `push` and read by `for await`. It has one reader; when the reader leaves early, what is
 * pushed afterwards is dropped. `fail` makes the reader's loop throw after everything pushed before.
 */
export class EventQueue<T> implements AsyncIterable<T> {
  private waiting: T[] = [];
  private next = 0;
  private state: 'open' | 'ended' | 'left' = 'open';
  private failure: { readonly error: unknown } | undefined;
  private wakeReader: (() => void) | undefined;
  private room: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  push(event: T): void {
    if (this.state !== 'open') return;
    this.waiting.push(event);
    this.wake();
  }

  /** Resolves when the reader has caught up; undefined when there is room already. */
  full(): Promise<void> | undefined {
    if (this.state !== 'open' || this.waiting.length - this.next < highWater) return undefined;
    if (!this.room) {
      let resolve: () => void = () => undefined;
      const promise = new Promise<void>((done) => (resolve = done));
      this.room = { promise, resolve };
    }
    return this.room.promise;
  }

  end(): void {
    if (this.state === 'open') this.state = 'ended';
    this.wake();
  }

  fail(error: unknown): void {
    this.failure ??= { error };
    this.end();
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return {
      next: () => this.read(),
      return: () => {
        this.state = 'left';
        this.waiting = [];
        this.next = 0;
        this.makeRoom();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  private async read(): Promise<IteratorResult<T>> {
    for (;;) {
      const event = this.waiting[this.next];
      if (event !== undefined) {
        this.next += 1;
        if (this.next === this.waiting.length) this.clear();
        else if (this.next === compactAfter) this.compact();
        return { done: false, value: event };
      }
      if (this.failure) throw this.failure.error;
      if (this.state !== 'open') return { done: true, value: undefined };
      await new Promise<void>((resolve) => (this.wakeReader = resolve));
    }
  }

  private clear(): void {
    this.waiting = [];
    this.next = 0;
    this.makeRoom();
  }

  private compact(): void {
    this.waiting = this.waiting.slice(this.next);
    this.next = 0;
    if (this.waiting.length < highWater / 2) this.makeRoom();
  }

  private makeRoom(): void {
    this.room?.resolve();
    this.room = undefined;
  }

  private wake(): void {
    const wake = this.wakeReader;
    this.wakeReader = undefined;
    wake?.();
  }
}
