import { createHash } from 'node:crypto';
import type { ReadLine } from './followCalls';

/** Lines that are so much older than the newest of their stream are forgotten; what turns up of them later counts as told. Milliseconds. */
const remembered = 300_000;
/** Forgetting goes through what is remembered, so it is done once for so many milliseconds. */
const forgetEvery = 30_000;

/** How often each line of a stream was met, by its time and text. */
export type Counts = Map<string, number>;

/** What of a stream was told, as it is kept for whoever goes on: times are milliseconds, lines are there by their digests alone. */
export interface KeptLines {
  /** Time of the newest line that was told. */
  readonly newestAt: number;
  /** From here on lines must be looked at again; older ones count as told. */
  readonly from: number;
  /** How often each of them was told: its time and the digest of its text. */
  readonly lines: readonly (readonly [key: string, count: number])[];
}

/** The lines of a stream that were told, counted: they have no id that all ways of reading tell. */
export class ToldLines {
  /** Time of the newest one. */
  newestAt: number;
  /** Older lines count as told. */
  since: number;
  private readonly counts: Counts = new Map();
  private readonly kept: Counts;
  private readonly keptTo: number;

  /** @param kept what an earlier follower has told */
  constructor(kept?: KeptLines) {
    this.newestAt = kept?.newestAt ?? -Infinity;
    this.since = kept?.from ?? -Infinity;
    this.kept = new Map(kept?.lines);
    this.keptTo = this.newestAt;
  }

  /** Whether a line was not told as often as it was met by now. It counts as told from then on. @param met what was met so far */
  takeNew(line: ReadLine, met: Counts): boolean {
    if (line.at < this.since) return false;
    const told = this.counts.get(keyOf(line)) ?? 0;
    const before = line.at <= this.keptTo ? (this.kept.get(digestOf(line)) ?? 0) : 0;
    if (count(met, keyOf(line)) <= told + before) return false;
    this.add(line);
    return true;
  }

  /** @returns from when on lines are remembered still, when some were forgotten */
  add(line: ReadLine): number | undefined {
    count(this.counts, keyOf(line));
    this.newestAt = Math.max(this.newestAt, line.at);
    const since = this.newestAt - remembered;
    if (since < this.since + forgetEvery) return undefined;
    this.since = since;
    for (const counts of [this.counts, this.kept]) forgetOlder(counts, since);
    return since;
  }

  /** What is needed to go on from here. @param from lines since then were perhaps not told */
  keep(from: number): KeptLines {
    const lines = new Map<string, number>();
    const add = (key: string, times: number) => lines.set(key, (lines.get(key) ?? 0) + times);
    for (const [key, times] of this.kept) if (timeOf(key) >= from) add(key, times);
    for (const [key, times] of this.counts) if (timeOf(key) >= from) add(digestOfKey(key), times);
    return { newestAt: this.newestAt, from: Math.max(from, this.since), lines: [...lines] };
  }
}

/** What tells lines of a stream apart, but for equal ones. */
export function keyOf({ at, text }: ReadLine): string {
  return `${String(at)} ${text}`;
}

/** Meet a line once more. @returns how often it was met */
export function count(counts: Counts, key: string): number {
  const met = (counts.get(key) ?? 0) + 1;
  counts.set(key, met);
  return met;
}

/** Forget lines that are older than a time. */
export function forgetOlder(counts: Counts, since: number): void {
  for (const key of counts.keys()) if (timeOf(key) < since) counts.delete(key);
}

/** The time of a line by what tells it apart. */
export function timeOf(key: string): number {
  return Number.parseInt(key, 10);
}

function digestOf(line: ReadLine): string {
  return digestOfKey(keyOf(line));
}

function digestOfKey(key: string): string {
  return `${String(timeOf(key))} ${createHash('sha256').update(key).digest('base64url').slice(0, 16)}`;
}
