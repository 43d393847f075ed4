import type { FilterCall, Filtered, ReadLine } from './followCalls';
import type { StreamMemory } from './streamMemory';
import type { Counts } from './toldLines';

/** Which lines are looked for. */
export interface LookRange {
  readonly startTime: number;
  /** All streams of the job when absent. */
  readonly streams?: readonly string[];
}

/** One look through the lines since a time, of all streams or of some: page after page, each line counted once. */
export class StreamLook {
  /** Lines up to here have been seen. */
  reached = -Infinity;
  isDone = false;
  private next: string | undefined;
  private readonly ids = new Set<string>();
  private readonly counts = new Map<string, Counts>();

  /** What is left to be looked for. */
  range: LookRange;

  constructor(range: LookRange) {
    this.range = range;
  }

  get call(): FilterCall {
    return { kind: 'filter', ...this.range, ...(this.next !== undefined && { next: this.next }) };
  }

  /**
   * What of an answer was not told.
   * @param memoryOf the stream of a line; undefined for lines that are not of interest
   * @param isWalked walking will find the lines too
   */
  take(
    { lines, next }: Filtered,
    memoryOf: (stream: string) => StreamMemory | undefined,
    isWalked: boolean,
  ): readonly ReadLine[] {
    const fresh = lines.filter((line) => {
      this.reached = Math.max(this.reached, line.at);
      if (line.id !== undefined && this.ids.has(line.id)) return false;
      if (line.id !== undefined) this.ids.add(line.id);
      return memoryOf(line.stream)?.takeFound(line, this.countsOf(line.stream), isWalked) ?? false;
    });
    this.isDone = next === undefined || next === this.next;
    this.next = next;
    return fresh;
  }

  /** Its token is not taken any more: go on by time; lines are sorted by it, and those of the last time have ids. */
  again(): void {
    this.next = undefined;
    this.range = { ...this.range, startTime: Math.max(this.range.startTime, this.reached) };
  }

  private countsOf(stream: string): Counts {
    const counts = this.counts.get(stream) ?? new Map<string, number>();
    this.counts.set(stream, counts);
    return counts;
  }
}
