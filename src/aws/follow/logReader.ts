import type { Answer, Call, Filtered, ReadLine, Streams, StreamsCall, WalkCall, Walked } from './followCalls';
import type { Gate } from './lineMerge';
import { lookBack, StreamMemory } from './streamMemory';
import { StreamLook } from './streamLook';
import type { KeptLines } from './toldLines';

/** More streams than these are read all at once by looking back, since walking needs a request for each. */
const mostWalked = 6;
/** Most streams that FilterLogEvents takes by their names. */
const mostNamed = 100;
/** Answers of one stream in one round. */
const mostPages = 5;
/** So many refusals to be faster, and a follower reads all streams at once. */
const mostThrottles = 3;
/** Streams are looked for so often until all instances have one, then so often; milliseconds. */
const discoverSoon = 10_000;
const discoverLater = 60_000;
/** Pauses between rounds, in milliseconds: when lines come, with one stream, when there is more at once, when it is quiet. */
const pauses = { usual: 2_000, single: 1_000, more: 200, quiet: 5_000 } as const;
/** How often a walking follower looks back for lines that came late. */
const lookEvery = 60_000;
/** Streams that said nothing for so long hold nobody up. */
const speaking = 15_000;
/** Streams are at most so far behind others that the look back reaches for them. */
const mostBehind = 120_000;

/** What a reader is asked for. */
export interface ReaderOptions {
  /** Only so many lines of each stream that is there at the beginning, the last ones. */
  readonly last?: number;
  /** No older lines, in milliseconds of the clocks that wrote them. */
  readonly since?: number;
  /** What an earlier reader has told, by stream: it is gone on behind it. */
  readonly kept?: Readonly<Record<string, KeptLines>>;
}

/**
 * Decides what to ask CloudWatch Logs about a job, and finds the lines in the answers that were not told: each once. It calls nobody
 * and has no clock; times are given, in milliseconds.
 */
export class LogReader {
  /** How many streams there must be. */
  instances = 1;
  /** Rounds without a new line since the last one with one. */
  quietRounds = 0;
  /** Finding streams has succeeded at least once. */
  hasLooked = false;
  private readonly streams = new Map<string, StreamMemory>();
  private queue: string[] = [];
  private readonly pages = new Map<string, number>();
  private look: StreamLook | undefined;
  private finding: { next?: string; readonly names: string[] } | undefined;
  private findAt = -Infinity;
  private roundAt = -Infinity;
  private lookAt = Infinity;
  private pause: number = pauses.usual;
  private throttles = 0;
  private isAtOnce = false;
  private isRoundOpen = false;
  private hasFresh = false;
  private hasMore = false;
  /** Time of the newest line, what it was when the look under way began, and when the last one began that has ended. */
  private newestAt = -Infinity;
  private lookingTo = -Infinity;
  private lookedTo = -Infinity;

  constructor(private readonly options: ReaderOptions = {}) {}

  /** What to ask now; undefined when there is nothing to ask before `dueAt`. */
  next(now: number): Call | undefined {
    if (this.finding === undefined && now >= this.findAt) this.finding = { names: [] };
    if (this.finding) return streamsCall(this.finding.next);
    if (!this.isRoundOpen && now >= this.roundAt) this.beginRound(now);
    if (this.look) return this.look.call;
    const [stream] = this.queue;
    return stream === undefined ? undefined : this.walkCall(stream);
  }

  get dueAt(): number {
    return Math.min(this.findAt, this.roundAt);
  }

  /** The lines of an answer that were not told. */
  take(call: Call, answer: Answer, now: number): readonly ReadLine[] {
    if (answer.kind === 'streams') this.takeStreams(answer, now);
    if (answer.kind === 'walked' && call.kind === 'walk') return this.heard(this.takeWalked(call, answer), now);
    if (answer.kind === 'filtered') return this.heard(this.takeFiltered(answer, now), now);
    return [];
  }

  /** The lines that were brought unasked and that were not told; those of streams that were not read to their end are found there. */
  live(lines: readonly ReadLine[], now: number): readonly ReadLine[] {
    const fresh = lines.filter((line) => {
      const memory = this.streams.get(line.stream);
      if (!memory) this.findAt = Math.min(this.findAt, now);
      return memory?.isCaughtUp === true && memory.takeLive(line);
    });
    return this.heard(fresh, now);
  }

  /** Another session brings lines now: what the last one has brought may come again. */
  liveAnew(): void {
    for (const [, memory] of this.streams) memory.liveAnew();
  }

  /** What was asked for is not there. */
  missing(call: Call, now: number): void {
    if (call.kind === 'streams') this.takeStreams({ kind: 'streams', names: [] }, now);
    if (call.kind === 'filter') this.takeFiltered({ kind: 'filtered', lines: [] }, now);
    if (call.kind !== 'walk') return;
    const memory = this.streams.get(call.stream);
    if (memory) memory.isGone = true;
    this.queue = this.queue.filter((name) => name !== call.stream);
    this.endRoundIfDone(now);
  }

  /** A token is not taken any more. */
  tokenRefused(call: Call): void {
    if (call.kind === 'streams') this.finding = { names: [] };
    if (call.kind === 'filter') this.look?.again();
    if (call.kind === 'walk') this.streams.get(call.stream)?.walkAgain();
  }

  /** The service asks to be slower. */
  throttled(now: number): void {
    this.throttles += 1;
    if (this.throttles < mostThrottles || this.isAtOnce) return;
    this.isAtOnce = true;
    this.queue = [];
    this.endRoundIfDone(now);
  }

  /** Look for streams, and through them, as soon as possible: the job has ended. */
  hurry(now: number): void {
    this.findAt = Math.min(this.findAt, now);
    this.roundAt = Math.min(this.roundAt, now);
    this.quietRounds = 0;
  }

  /** Look back once more, however quiet it is. */
  lookAgain(now: number): void {
    this.quietRounds = 0;
    if (!this.readsAtOnce) this.lookAt = Math.min(this.lookAt, now);
    this.roundAt = Math.min(this.roundAt, now);
  }

  /** Each stream was read to its end at least once. */
  get isCaughtUp(): boolean {
    return this.living.every(([, { isCaughtUp }]) => isCaughtUp);
  }

  gate(now: number): Gate {
    const isCatchingUp = !this.isCaughtUp;
    const bounds = this.living.flatMap(([name, { isCaughtUp, newestAt, heardAt }]) => {
      if (!isCaughtUp) return [this.look?.range.streams?.includes(name) ? this.look.reached : newestAt];
      return now - heardAt < speaking ? [newestAt] : [];
    });
    return { until: Math.min(...bounds), isCatchingUp };
  }

  private get living(): readonly (readonly [string, StreamMemory])[] {
    return [...this.streams].filter(([, { isGone }]) => !isGone);
  }

  private get readsAtOnce(): boolean {
    return this.isAtOnce || this.streams.size > mostWalked;
  }

  private takeStreams({ names, next }: Streams, now: number): void {
    const found = [...(this.finding?.names ?? []), ...names];
    const isMore = next !== undefined && next !== this.finding?.next;
    this.finding = isMore ? { next, names: found } : undefined;
    if (isMore) return;
    for (const name of found) {
      if (this.streams.has(name)) continue;
      const kept = this.options.kept?.[name];
      const memory = new StreamMemory(kept, this.options.since);
      if (!this.hasLooked && !kept) memory.last = this.options.last;
      this.streams.set(name, memory);
      this.roundAt = Math.min(this.roundAt, now);
      this.hasMore = true;
    }
    this.hasLooked = true;
    this.findAt = now + (this.streams.size < this.instances ? discoverSoon : discoverLater);
  }

  private beginRound(now: number): void {
    this.isRoundOpen = true;
    this.hasFresh = false;
    this.hasMore = false;
    this.pages.clear();
    const behind = this.living.filter(([, { isCaughtUp }]) => !isCaughtUp);
    // The last lines of a stream can only be had by walking.
    const isTail = behind.some(([, { last }]) => last !== undefined);
    if (!this.readsAtOnce || isTail) {
      const walked = isTail ? behind : this.living;
      this.queue = [...walked].sort(([, one], [, other]) => one.newestAt - other.newestAt).map(([name]) => name);
    } else this.look = behind.length > 0 ? lookThrough(behind) : this.lookBack(now);
    this.endRoundIfDone(now);
  }

  /** From when on lines of a stream must be looked for by somebody who goes on later. */
  goOnFrom(stream: string, now: number): number {
    const memory = this.streams.get(stream);
    if (!memory) return this.options.kept?.[stream]?.from ?? Infinity;
    if (!memory.isCaughtUp) return memory.againFrom ?? Infinity;
    const from = this.lookBackFrom(now);
    return Number.isFinite(from) ? from : Infinity;
  }

  private lookBackFrom(now: number): number {
    const all = this.living.map(
      ([
        ,
        {
          behind: { by, until },
        },
      ]) => (now < until ? by : 0),
    );
    const behind = Math.min(mostBehind, Math.max(0, ...all));
    return Math.min(this.lookedTo, this.newestAt) - lookBack - behind;
  }

  private lookBack(now: number): StreamLook {
    const startTime = Math.max(0, this.lookBackFrom(now));
    this.lookingTo = this.newestAt;
    this.lookAt = now + lookEvery;
    return new StreamLook({ startTime: Number.isFinite(startTime) ? startTime : 0 });
  }

  private walkCall(stream: string): WalkCall {
    const { token, walkFrom, last } = this.streams.get(stream) ?? new StreamMemory();
    if (token !== undefined) return { kind: 'walk', stream, token };
    return {
      ...{ kind: 'walk', stream },
      ...(walkFrom !== undefined && { startTime: walkFrom }),
      ...(last !== undefined && { last }),
    };
  }

  private takeWalked({ stream, token, last }: WalkCall, { lines, token: next, isFull }: Walked): readonly ReadLine[] {
    const memory = this.streams.get(stream);
    if (!memory) return [];
    if (last !== undefined) memory.beginWith(lines);
    const fresh = memory.takeWalked(lines);
    memory.token = next ?? token;
    const isAtEnd = next === undefined || next === token || last !== undefined;
    if (isAtEnd) memory.atEnd();
    const pages = (this.pages.get(stream) ?? 0) + 1;
    this.pages.set(stream, pages);
    const isMore = !isAtEnd && (isFull || lines.length === 0 || !memory.isCaughtUp);
    this.hasMore ||= isMore;
    // Streams take turns, so that none is far ahead of the others.
    const [, ...others] = this.queue;
    this.queue = isMore && pages < mostPages ? [...others, stream] : others;
    return fresh;
  }

  private takeFiltered(answer: Filtered, now: number): readonly ReadLine[] {
    const { look } = this;
    if (!look) return [];
    const named = look.range.streams;
    const fresh = look.take(
      answer,
      (name) => {
        const memory = this.streams.get(name);
        // A stream that nobody has found yet is looked through from its beginning once it is.
        if (!memory) this.findAt = now;
        return named || memory?.isCaughtUp ? memory : undefined;
      },
      !this.readsAtOnce,
    );
    if (!look.isDone) return fresh;
    this.look = undefined;
    // Not before: whoever goes on behind a look that was cut off has to begin where it did.
    if (!named) this.lookedTo = this.lookingTo;
    for (const name of named ?? []) {
      const memory = this.streams.get(name);
      if (!memory) continue;
      memory.isCaughtUp = true;
      this.guessBehind(memory, now);
    }
    this.hasMore ||= named !== undefined;
    return fresh;
  }

  /** Take notice of what is new, and of the end of the round. */
  private heard(fresh: readonly ReadLine[], now: number): readonly ReadLine[] {
    const { newestAt, isCaughtUp } = this;
    const first = new Map<string, number>();
    for (const { stream, at } of fresh) {
      if (!first.has(stream)) first.set(stream, at);
      this.newestAt = Math.max(this.newestAt, at);
    }
    for (const [stream, at] of first) {
      const memory = this.streams.get(stream);
      if (!memory) continue;
      memory.heardAt = now;
      if (isCaughtUp && newestAt > -Infinity) memory.behind = { by: newestAt - at, until: Infinity };
    }
    this.hasFresh ||= fresh.length > 0;
    this.endRoundIfDone(now);
    return fresh;
  }

  /** Whether a stream is quiet or its clock is slow will be seen when it speaks. */
  private guessBehind(memory: StreamMemory, now: number): void {
    if (this.newestAt > memory.newestAt)
      memory.behind = { by: this.newestAt - memory.newestAt, until: now + 2 * lookEvery };
  }

  private endRoundIfDone(now: number): void {
    if (!this.isRoundOpen || this.look || this.queue.length > 0) return;
    if (this.isCaughtUp && this.lookAt === Infinity) {
      this.lookAt = now + lookEvery;
      this.lookedTo = this.newestAt;
      for (const [, memory] of this.living) this.guessBehind(memory, now);
    }
    if (!this.readsAtOnce && this.isCaughtUp && now >= this.lookAt) {
      this.look = this.lookBack(now);
      return;
    }
    this.isRoundOpen = false;
    this.quietRounds = this.hasFresh ? 0 : this.quietRounds + 1;
    const usual = this.streams.size === 1 ? pauses.single : pauses.usual;
    this.pause = this.hasFresh ? usual : Math.min(pauses.quiet, Math.max(this.pause, usual) * 1.5);
    this.roundAt = now + (this.hasMore ? pauses.more : this.pause);
  }
}

function streamsCall(next: string | undefined): StreamsCall {
  return { kind: 'streams', ...(next !== undefined && { next }) };
}

/** A look through streams that were not read to their end. */
function lookThrough(streams: readonly (readonly [string, StreamMemory])[]): StreamLook {
  const some = streams.slice(0, mostNamed);
  return new StreamLook({
    startTime: Math.min(...some.map(([, { lookFrom }]) => lookFrom)),
    streams: some.map(([name]) => name),
  });
}
