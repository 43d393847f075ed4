import type { ReadLine } from './followCalls';

/** Lines that are at most so much older than the newest are looked for again, in milliseconds. */
export const lookBack = 60_000;
/** Lines that are so much older than the newest of their stream are forgotten; what turns up of them later counts as told. */
const remembered = 300_000;
/** Forgetting goes through what is remembered, so it is done once for so many milliseconds. */
const forgetEvery = 30_000;

/** How often each line of a stream was met, by its time and text. */
export type Counts = Map<string, number>;

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
  /** Time of the newest line that was found. */
  newestAt = -Infinity;
  /** When a line was found last, by the clock of this machine. */
  heardAt = -Infinity;
  /** By how much its new lines are older than those of others, in milliseconds; a guess has an end. */
  behind: { readonly by: number; readonly until: number } = { by: 0, until: Infinity };
  /** Walking begins with so many of its last lines. */
  last: number | undefined;
  private walkedTo = -Infinity;
  /** Older lines count as told. */
  private since = -Infinity;
  private readonly told: Counts = new Map();
  /** Told by looking back, before walking has come there. */
  private readonly ahead: Counts = new Map();
  private again: { readonly until: number; readonly counts: Counts } | undefined;

  /** Where walking begins without a token: the lines since then are counted, not told again. */
  get walkFrom(): number | undefined {
    return this.again ? Math.max(0, this.again.until - lookBack) : undefined;
  }

  /** Where looking through the whole stream begins. */
  get lookFrom(): number {
    return Math.max(0, this.walkedTo - lookBack);
  }

  /** The lines of an answer that walking has found and that were not told. */
  takeWalked(lines: readonly ReadLine[]): readonly ReadLine[] {
    return lines.filter((line) => {
      if (this.again && line.at <= this.again.until) return this.isNew(line, this.again.counts);
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
    if (!this.isNew(line, counts)) return false;
    if (isWalked) count(this.ahead, keyOf(line));
    return true;
  }

  /** Begin with the last lines: all that is older counts as told. */
  beginWith(lines: readonly ReadLine[]): void {
    const [first] = lines;
    this.last = undefined;
    if (first) this.since = first.at + 1;
  }

  /** Its token is not taken any more: walk again, by time. */
  walkAgain(): void {
    this.token = undefined;
    if (this.walkedTo === -Infinity) return;
    this.isCaughtUp = false;
    this.again = { until: this.walkedTo, counts: new Map() };
    for (const key of this.ahead.keys()) if (timeOf(key) <= this.walkedTo) this.ahead.delete(key);
  }

  /** Walking has come to the end. */
  atEnd(): void {
    this.isCaughtUp = true;
    this.again = undefined;
  }

  private isNew(line: ReadLine, counts: Counts): boolean {
    if (line.at < this.since) return false;
    const key = keyOf(line);
    if (count(counts, key) <= (this.told.get(key) ?? 0)) return false;
    this.remember(line);
    return true;
  }

  private remember(line: ReadLine): void {
    count(this.told, keyOf(line));
    this.newestAt = Math.max(this.newestAt, line.at);
    const since = this.newestAt - remembered;
    if (since < this.since + forgetEvery) return;
    this.since = since;
    for (const counts of [this.told, this.ahead])
      for (const key of counts.keys()) if (timeOf(key) < since) counts.delete(key);
  }
}

function keyOf({ at, text }: ReadLine): string {
  return `${String(at)} ${text}`;
}

function timeOf(key: string): number {
  return Number.parseInt(key, 10);
}

function count(counts: Counts, key: string): number {
  const met = (counts.get(key) ?? 0) + 1;
  counts.set(key, met);
  return met;
}
