import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isMissing } from '../../machine/jsonFile';

/** Every so many lines the place of a line in the file is kept. */
const stride = 1000;
const blockBytes = 256 * 1024;

/** One line of a log with its time. */
export interface LogLine {
  /** From 0. */
  readonly index: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly text: string;
}

/**
 * The lines of a growing log file by their numbers. A file of lines has no times in it, so a line's time is when its part of the file was
 * written, as far as that was looked at in time: never less than that of the line before, and it stays.
 */
export class LogIndex {
  private bytes = 0;
  private lines = 0;
  /** Where lines 0, 1000, 2000, … begin. */
  private places: number[] = [0];
  /** From which line on which time. */
  private marks: { readonly from: number; readonly at: number }[] = [];
  private reading: Promise<void> = Promise.resolve();

  /** @param path absolute */
  constructor(private readonly path: string) {}

  get count(): number {
    return this.lines;
  }

  /** Take notice of what was written since. */
  refresh(): Promise<void> {
    this.reading = this.reading.then(() => this.scan());
    return this.reading;
  }

  /** The number of the first line that is not older than a time. */
  firstSince(at: number): number {
    return this.marks.find((mark) => mark.at >= at)?.from ?? this.lines;
  }

  timeOf(index: number): number {
    return this.marks.findLast(({ from }) => from <= index)?.at ?? 0;
  }

  /** Lines from `from` until before `to`, but no more than fit into `limitBytes`; at least one where there is one. */
  async read(from: number, to: number, limitBytes: number): Promise<readonly LogLine[]> {
    const end = Math.min(to, this.lines);
    if (from >= end) return [];
    const found: LogLine[] = [];
    let index = Math.floor(from / stride) * stride - 1;
    let taken = 0;
    for await (const text of linesOf(this.path, this.places[(index + 1) / stride] ?? 0)) {
      index += 1;
      if (index < from) continue;
      taken += text.length;
      if (index >= end || (taken > limitBytes && found.length > 0)) break;
      found.push({ index, at: this.timeOf(index), text });
    }
    return found;
  }

  private async scan(): Promise<void> {
    const facts = await stat(this.path).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (facts === undefined || facts.size === this.bytes) return;
    // Written anew by another owner of the job.
    if (facts.size < this.bytes) Object.assign(this, { bytes: 0, lines: 0, places: [0], marks: [] });
    const before = this.lines;
    await this.countTo(facts.size);
    if (this.lines > before) {
      const last = this.marks.at(-1)?.at ?? 0;
      this.marks.push({ from: before, at: Math.max(last, Math.round(facts.mtimeMs)) });
    }
  }

  private async countTo(end: number): Promise<void> {
    let place = this.bytes;
    for await (const block of createReadStream(this.path, { start: place, end: end - 1 }) as AsyncIterable<Buffer>) {
      for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) {
        this.lines += 1;
        this.bytes = place + at + 1;
        if (this.lines % stride === 0) this.places.push(this.bytes);
      }
      place += block.length;
    }
  }
}

async function* linesOf(path: string, start: number): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const block of createReadStream(path, { start, highWaterMark: blockBytes }) as AsyncIterable<Buffer>) {
    const data = rest.length === 0 ? block : Buffer.concat([rest, block]);
    let from = 0;
    for (let at = data.indexOf(10); at >= 0; at = data.indexOf(10, from)) {
      yield data.toString('utf8', from, at);
      from = at + 1;
    }
    rest = data.subarray(from);
  }
}
