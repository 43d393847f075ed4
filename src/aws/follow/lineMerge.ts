import type { StatusEvent } from '../../jobs/jobEvent';
import type { ReadLine } from './followCalls';

/** A line waits at most so long for older ones of other streams, in milliseconds. */
const longestHold = 5_000;
/** The same while streams are read from their beginnings. */
const longestCatchUpHold = 30_000;

/** A line, or a status that stands between the lines of its time. */
export type Merged = { readonly line: ReadLine; readonly late: boolean } | { readonly status: StatusEvent };

interface Held {
  readonly at: number;
  /** When it was found, by the clock of this machine. */
  readonly foundAt: number;
  readonly what: ReadLine | StatusEvent;
}

/** What lines may be told. */
export interface Gate {
  /** Lines up to here have no older ones to wait for. */
  readonly until: number;
  /** Streams are still read from their beginnings. */
  readonly isCatchingUp: boolean;
}

/** Puts what several streams say into the order of its times, as far as waiting a little allows. What was told stays as it was. */
export class LineMerge {
  private held: Held[] = [];

  /** @param newestTold time of the newest line that was told before */
  constructor(private newestTold = -Infinity) {}

  /** Lines that wait. */
  get waiting(): readonly ReadLine[] {
    return this.held.flatMap(({ what }) => ('kind' in what ? [] : [what]));
  }

  add(at: number, foundAt: number, what: ReadLine | StatusEvent): void {
    this.held.push({ at, foundAt, what });
  }

  /** What needn't wait any more, in order. */
  release(now: number, { until, isCatchingUp }: Gate): readonly Merged[] {
    if (this.held.length === 0) return [];
    this.held.sort((one, other) => one.at - other.at);
    const hold = isCatchingUp ? longestCatchUpHold : longestHold;
    const end = this.held.findLastIndex(({ at, foundAt }) => at <= until || now - foundAt >= hold) + 1;
    return this.held.splice(0, end).map((held) => this.tell(held));
  }

  /** When something will have waited long enough: milliseconds by the clock of this machine. */
  dueAt({ isCatchingUp }: Gate): number {
    const hold = isCatchingUp ? longestCatchUpHold : longestHold;
    return this.held.reduce((due, { foundAt }) => Math.min(due, foundAt + hold), Infinity);
  }

  private tell({ at, what }: Held): Merged {
    if ('kind' in what) return { status: what };
    const late = at < this.newestTold;
    this.newestTold = Math.max(this.newestTold, at);
    return { line: what, late };
  }
}
