import { StringDecoder } from 'node:string_decoder';
import type { LogLine } from '../../check/programSeen';
import type { OutputChunk } from '../../engines/engine';

/** Lines that are kept of the beginning and of the end of a log. */
const keptLines = 200;
/** Characters that are kept of a line. */
const longestLine = 600;

/** Reads what a container writes, each line with the time at which it came. */
export class LogReader {
  private readonly head: { at: number; text: string }[] = [];
  private tail: LogLine[] = [];
  private started = performance.now();
  /** Resolves when there is a line, or when there will be none. */
  readonly first: Promise<void>;
  private tellFirst: () => void = () => undefined;
  /** Resolves when the last byte was read; an engine that is lost ends it too, which others notice. */
  readonly done: Promise<void>;

  constructor(output: AsyncIterable<OutputChunk>) {
    this.first = new Promise((resolve) => (this.tellFirst = resolve));
    this.done = this.read(output)
      .catch(() => undefined)
      .finally(() => {
        this.tellFirst();
      });
  }

  /** Count the time from now; what was written before this was heard of came at once. */
  begin(): void {
    this.started = performance.now();
    for (const line of this.head) line.at = 0;
  }

  /** Seconds since reading, or what counts as the beginning, began. */
  seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  lines(): readonly LogLine[] {
    return [...this.head, ...this.tail];
  }

  /** Seconds since the last line; since the beginning where there was none. */
  quietFor(): number {
    return this.seconds() - (this.lines().at(-1)?.at ?? 0);
  }

  private async read(output: AsyncIterable<OutputChunk>): Promise<void> {
    const rests = { stdout: '', stderr: '' };
    const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
    for await (const { source, data } of output) {
      const lines = (rests[source] + decoders[source].write(data)).split('\n');
      rests[source] = lines.pop() ?? '';
      for (const line of lines) this.add(line);
    }
    for (const rest of Object.values(rests)) if (rest !== '') this.add(rest);
  }

  private add(text: string): void {
    this.tellFirst();
    const line = { at: Math.max(0, this.seconds()), text: text.slice(0, longestLine) };
    if (this.head.length < keptLines) this.head.push(line);
    else this.tail.push(line);
    if (this.tail.length > 2 * keptLines) this.tail = this.tail.slice(-keptLines);
  }
}
