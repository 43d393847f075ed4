import type { ReadLine } from './followCalls';
import { count, forgetOlder, keyOf, timeOf, ToldLines, type Counts, type KeptLines } from './toldLines';

/** Lines that are at most so much older than the newest are looked for again, in milliseconds. */
export const lookBack = 60_000;

/** A walk through lines some of which were told before. */
interface Again {
  readonly from: number;
  /** Later ones were not told. */
  readonly until: number;
  /** Time of the newest line that it has come to. */
  reached: number;
  readonly counts: Counts;
}

function again(from: number, until: number): Again {
  return { from, until, reached: -Infinity, counts: new Map() };
}

/**
 * One log stream as far as it was read. Two ways of reading find the same lines: walking by tokens, which may miss a line that comes late,
 * and looking back over a time, which finds lines again. Lines have no id that both ways tell, so they are counted: of lines with the
 * same time and text, as many are told as there are.
 */
export class StreamMemory {
  token: string | undefined;
  /** Walked to its end at least once, or looked through from its beginning. */
  isCaughtUp = false;
  /** No longer there. */
  isGone = false;
  /** When a line was found last, by the clock of this machine. */
  heardAt = -Infinity;
  /** By how much its new lines are older than those of others, in milliseconds; a guess has an end. */
  behind: { readonly by: number; readonly until: number } = { by: 0, until: Infinity };
  /** Walking begins with so many of its last lines. */
  last: number | undefined;
  private walkedTo = -Infinity;
  private readonly told: ToldLines;
  /** Told by looking back, or brought unasked, before walking has come there. */
  private readonly ahead: Counts = new Map();
  /** Brought unasked. */
  private readonly live: Counts = new Map();
  private again: Again | undefined;

  /**
   * @param kept what an earlier follower has told: it is gone on behind it
   * @param since older lines are not wanted, in milliseconds of the clock that wrote them
   */
  constructor(
    kept?: KeptLines,
    private readonly since?: number,
  ) {
    this.told = new ToldLines(kept);
    if (since !== undefined) this.told.since = Math.max(this.told.since, since);
    if (!kept) return;
    this.walkedTo = kept.newestAt;
    this.again = again(kept.from, kept.newestAt);
  }

  /** Time of the newest line that was found. */
  get newestAt(): number {
    return this.told.newestAt;
  }

  /** From when on lines are found again that were told before; undefined when that is done. */
  get againFrom(): number | undefined {
    return this.again?.from;
  }

  /** Where walking begins without a token: the lines since then are counted, not told again. */
  get walkFrom(): number | undefined {
    return this.again ? Math.max(0, this.again.from) : this.since;
  }

  /** Where looking through the whole stream begins. */
  get lookFrom(): number {
    return Math.max(0, this.since ?? 0, Math.min(this.walkedTo - lookBack, this.again?.from ?? Infinity));
  }

  /** The lines of an answer that walking has found and that were not told. */
  takeWalked(lines: readonly ReadLine[]): readonly ReadLine[] {
    return lines.filter((line) => {
      // A token goes on behind older lines too that came late.
      if (line.at < (this.since ?? -Infinity)) return false;
      if (this.again) this.again.reached = Math.max(this.again.reached, line.at);
      if (this.again && line.at <= this.again.until) return this.told.takeNew(line, this.again.counts);
      this.walkedTo = Math.max(this.walkedTo, line.at);
      const key = keyOf(line);
      const told = this.ahead.get(key) ?? 0;
      if (told > 0) {
        if (told === 1) this.ahead.delete(key);
        else this.ahead.set(key, told - 1);
        return false;
      }
      this.remember(line);
      return true;
    });
  }

  /**
   * Whether a line that looking back has found was not told.
   * @param counts the lines that this look has found so far
   * @param isWalked walking goes on, and will find the line too, or at least what it has not come to
   */
  takeFound(line: ReadLine, counts: Counts, isWalked: boolean): boolean {
    if (isWalked && line.at > this.walkedTo) return false;
    if (!this.told.takeNew(line, counts)) return false;
    if (isWalked) count(this.ahead, keyOf(line));
    return true;
  }

  /** Whether a line that was brought unasked was not told. What was brought is not all there is: walking and looking back find the rest. */
  takeLive(line: ReadLine): boolean {
    if (!this.told.takeNew(line, this.live)) return false;
    // Walking may still come there, also where looking back takes over.
    count(this.ahead, keyOf(line));
    return true;
  }

  /** What is brought unasked may be brought again. */
  liveAnew(): void {
    this.live.clear();
  }

  /** Begin with the last lines: all that is older counts as told. */
  beginWith(lines: readonly ReadLine[]): void {
    const [first] = lines;
    this.last = undefined;
    if (first) this.told.since = first.at + 1;
  }

  /** Its token is not taken any more: walk again, by time. */
  walkAgain(): void {
    this.token = undefined;
    if (this.walkedTo === -Infinity) return;
    this.isCaughtUp = false;
    this.again = again(this.againOf(this.walkedTo - lookBack), this.walkedTo);
    for (const key of this.ahead.keys()) if (timeOf(key) <= this.walkedTo) this.ahead.delete(key);
  }

  /** Walking has come to the end. */
  atEnd(): void {
    this.isCaughtUp = true;
    this.again = undefined;
  }

  /** Where to begin once more: no later than what this walk has not come to yet, which an earlier follower may have left to be found. */
  private againOf(usual: number): number {
    return this.again ? Math.min(usual, Math.max(this.again.from, this.again.reached - lookBack)) : usual;
  }

  private remember(line: ReadLine): void {
    const since = this.told.add(line);
    if (since !== undefined) for (const counts of [this.ahead, this.live]) forgetOlder(counts, since);
  }
}
