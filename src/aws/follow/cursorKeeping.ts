import type { JobEvent } from '../../jobs/jobEvent';
import type { CursorFile } from './cursorFile';
import type { FollowCursor } from './followCursor';
import type { Told } from './told';

/** How often it is written down how far a job was told, in milliseconds. */
const keepEvery = 1_000;

/** Takes note of what a reader has got, and writes it down where somebody wants to go on later. */
export class CursorKeeping {
  private writtenAt = 0;
  private isDirty = false;
  private left: readonly Told[] = [];
  private got = 0;

  /**
   * @param file undefined when nobody wants to go on
   * @param from when on lines of a stream must be looked at again, but for those that were taken
   */
  constructor(
    private readonly file: CursorFile | undefined,
    private readonly cursor: FollowCursor,
    private readonly from: (stream: string) => number,
  ) {}

  /** Tell what was taken; whoever leaves in between has got what came before. */
  async *tell(taken: readonly Told[], tellers: (told: Told) => Generator<JobEvent>): AsyncGenerator<JobEvent> {
    this.left = taken;
    this.got = 0;
    for (const told of taken) {
      const events = [...tellers(told)];
      for (const event of events.slice(0, -1)) yield event;
      // Whoever leaves at an event has got it.
      this.got += 1;
      if (this.file) this.cursor.add(told);
      this.isDirty = true;
      yield* events.slice(-1);
    }
    if (Date.now() - this.writtenAt >= keepEvery) await this.write();
  }

  /** The reader leaves, or there is no more. */
  close(): Promise<void> {
    return this.write();
  }

  private async write(): Promise<void> {
    if (!this.file || !this.isDirty) return;
    this.isDirty = false;
    const left = this.left.slice(this.got).flatMap((told) => ('line' in told ? [told.line] : []));
    const oldestLeft = (stream: string) =>
      left.reduce((oldest, line) => (line.stream === stream ? Math.min(oldest, line.at) : oldest), Infinity);
    await this.file.write(this.cursor.keep((stream) => Math.min(this.from(stream), oldestLeft(stream))));
    this.writtenAt = Date.now();
  }
}
