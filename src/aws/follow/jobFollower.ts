import type { ConnectionEvent } from '../../jobs/jobEvent';
import { isActive, type JobKind, type JobState } from '../../jobs/jobState';
import type { Answer, Call, Failed } from './followCalls';
import { statusKey, type KeptCursor } from './followCursor';
import { instancesOf } from './jobStateOf';
import { LineMerge } from './lineMerge';
import type { Brought } from './liveTail';
import { LogReader } from './logReader';
import type { Plain } from './plainJson';
import { artifactEvents, StatusFeed } from './statusFeed';
import { summaryOf } from './summaryOf';
import type { Told } from './told';

/** What a follower wants done before it is asked again. */
export type Step =
  | { readonly kind: 'call'; readonly call: Call }
  /** Nothing, until a time of its clock. */
  | { readonly kind: 'wait'; readonly until: number }
  /** Credentials to be read anew. */
  | { readonly kind: 'refresh' }
  | { readonly kind: 'done' }
  | { readonly kind: 'fail'; readonly error: unknown };

/** Which job is followed, and how. */
export interface FollowerOptions {
  readonly kind: JobKind;
  readonly job: string;
  readonly readsLogs: boolean;
  /** Only so many lines of what each stream has already, the last ones. */
  readonly last?: number;
  /** No older lines, in milliseconds of the clocks that wrote them. */
  readonly since?: number;
  /** How far an earlier follower has told the job: it is gone on behind that. */
  readonly cursor?: KeptCursor;
  /** From 0 to 1, for pauses that don't meet those of others. */
  readonly random: () => number;
}

/** How often a job is described, in milliseconds: before its first line, then, while it stops. */
const describeEvery = { first: 10_000, usual: 15_000, stopping: 5_000 } as const;
/** Phases in which no program of the job runs yet. */
const quietPhases: ReadonlySet<string> = new Set([
  ...['Starting', 'LaunchingMLInstances', 'PreparingTrainingStack', 'Pending', 'Downloading'],
  ...['DownloadingTrainingImage'],
]);
/** After its end a job's lines still come for so long at least, and so many rounds without one must pass; after the longest time one will do. */
const drain = { least: 20_000, rounds: 3, most: 120_000 } as const;
/** A job whose end is so long ago has all its lines in place. */
const longEnded = 120_000;
/** The longest of the first and of any pause after a failed call, in milliseconds. */
const backoff = { first: 1_000, most: 30_000 } as const;
/** Failures in a row after which people are told. */
const tellAfter = 4;
/** How often it is tried whether somebody has signed in, in milliseconds. */
const signInEvery = 15_000;

/**
 * Follows one job: decides what to ask AWS next and turns the answers into one ordered stream of statuses and lines. It calls nobody
 * and has no clock; times are given, in milliseconds, by a clock that goes on.
 */
export class JobFollower {
  private readonly statuses: StatusFeed;
  private readonly reader: LogReader;
  private readonly merge: LineMerge;
  private readonly toldStatuses: ReadonlySet<string>;
  private out: Told[] = [];
  private describeAt = -Infinity;
  private blockedUntil = -Infinity;
  private failures = 0;
  private access: 'good' | 'refresh' | 'refreshed' = 'good';
  private isOffline = false;
  private readsLogs: boolean;
  private hasLines = false;
  private state: JobState | undefined;
  private described: Plain = {};
  /** What is told when all lines are. */
  private last: Told[] = [];
  private endedAt: number | undefined;
  private isLongEnded = false;
  private isLastLook = false;
  private over: Step | undefined;

  constructor(private readonly options: FollowerOptions) {
    this.statuses = new StatusFeed(options.kind);
    const { last, since, cursor } = options;
    this.reader = new LogReader({
      ...(last !== undefined && { last }),
      ...(since !== undefined && { since }),
      ...(cursor && { kept: cursor.streams }),
    });
    this.merge = new LineMerge(cursor?.newestAt);
    this.toldStatuses = new Set(cursor?.statuses);
    this.readsLogs = options.readsLogs;
  }

  /** What to do now. What was found until then is ready to `take`. */
  next(now: number): Step {
    if (this.over) return this.over;
    if (this.access === 'refresh' && now >= this.blockedUntil) return { kind: 'refresh' };
    this.release(now);
    if (now < this.blockedUntil) return { kind: 'wait', until: Math.min(this.blockedUntil, this.releaseAt(now)) };
    if (this.endedAt === undefined && now >= this.describeAt) return { kind: 'call', call: { kind: 'describe' } };
    const call = this.mayRead ? this.reader.next(now) : undefined;
    if (call) return { kind: 'call', call };
    if (this.isDrained(now)) return this.finish(now);
    const due = this.endedAt === undefined ? this.describeAt : Infinity;
    return { kind: 'wait', until: Math.min(due, this.mayRead ? this.reader.dueAt : Infinity, this.releaseAt(now)) };
  }

  /** What was found since, in order. */
  take(): readonly Told[] {
    const { out } = this;
    this.out = [];
    return out;
  }

  /** From when on somebody who goes on later must look at the lines of a stream again, as far as they were taken. */
  goOnFrom(stream: string, now: number): number {
    const found = [...this.merge.waiting, ...this.out.flatMap((told) => ('line' in told ? [told.line] : []))];
    const waiting = found.filter((line) => line.stream === stream).map(({ at }) => at);
    return Math.min(this.reader.goOnFrom(stream, now), ...waiting);
  }

  /** What came of a call. */
  answer(call: Call, answer: Answer, now: number): void {
    if (answer.kind === 'failed') {
      this.failed(call, answer, now);
      return;
    }
    this.failures = 0;
    this.access = 'good';
    if (this.isOffline) this.tellConnection(now, { online: true });
    if (answer.kind === 'described') {
      this.observe(answer.described, now);
      return;
    }
    for (const line of this.reader.take(call, answer, now)) {
      this.hasLines = true;
      this.merge.add(line.at, now, line);
    }
  }

  /** What was brought unasked; as good as what was asked for. */
  live({ lines, notes, isAnew }: Brought, now: number): void {
    if (isAnew) this.reader.liveAnew();
    for (const note of notes) this.out.push({ note });
    if (lines.length === 0 || !this.mayRead) return;
    for (const line of this.reader.live(lines, now)) this.merge.add(line.at, now, line);
  }

  /** There are lines, and may be more. */
  get isSpeaking(): boolean {
    return this.hasLines && this.readsLogs && !this.hasEnded;
  }

  /** The job was seen to have ended; its last lines may still come. */
  get hasEnded(): boolean {
    return this.endedAt !== undefined;
  }

  /** Credentials were read anew; the call that failed is repeated. */
  refreshed(): void {
    this.access = 'refreshed';
  }

  private get mayRead(): boolean {
    if (!this.readsLogs || !this.state) return false;
    return this.endedAt !== undefined || !quietPhases.has(this.state.secondaryStatus ?? '');
  }

  private observe(described: Plain, now: number): void {
    const isFirst = this.state === undefined;
    const { state, events } = this.statuses.take(described);
    this.state = state;
    this.described = described;
    this.reader.instances = instancesOf(described);
    const { first, usual, stopping } = describeEvery;
    this.describeAt = now + (state.status === 'Stopping' ? stopping : this.hasLines ? usual : first);
    const isFinal = !isActive(state.status);
    for (const [index, event] of events.entries()) {
      if (this.toldStatuses.has(statusKey(event))) continue;
      if (isFinal && index === events.length - 1) this.last.push(event);
      else this.merge.add(event.at, now, event);
    }
    if (!isFinal) return;
    this.endedAt = now;
    this.isLongEnded = isFirst && now - (state.endedAt ?? now) > longEnded;
    this.last.push(...artifactEvents(state));
    this.reader.hurry(now);
  }

  private release(now: number): void {
    const gate = this.mayRead ? this.reader.gate(now) : { until: Infinity, isCatchingUp: false };
    for (const merged of this.merge.release(now, gate)) this.out.push('line' in merged ? merged : merged.status);
  }

  private releaseAt(now: number): number {
    return this.merge.dueAt(this.reader.gate(now));
  }

  private isDrained(now: number): boolean {
    if (this.endedAt === undefined) return false;
    if (!this.readsLogs) return true;
    const { reader } = this;
    if (!reader.isCaughtUp || !reader.hasLooked) return false;
    if (this.isLongEnded) return reader.quietRounds >= 1;
    const waited = now - this.endedAt;
    if (this.isLastLook) return reader.quietRounds >= 1;
    const isQuiet = waited >= drain.least && reader.quietRounds >= drain.rounds;
    if (!isQuiet && waited < drain.most) return false;
    this.isLastLook = true;
    reader.lookAgain(now);
    return false;
  }

  private finish(now: number): Step {
    for (const merged of this.merge.release(now, { until: Infinity, isCatchingUp: false }))
      this.out.push('line' in merged ? merged : merged.status);
    const { job } = this.options;
    this.out.push(...this.last, ...summaryOf(this.described).map((note) => ({ note })));
    this.out.push({ kind: 'end', job, at: this.state?.endedAt ?? now, describe: this.described });
    this.over = { kind: 'done' };
    return { kind: 'wait', until: now };
  }

  private failed(call: Call, { trouble, error }: Failed, now: number): void {
    switch (trouble) {
      case 'throttled':
      case 'unreachable':
        if (trouble === 'throttled' && call.kind === 'walk') this.reader.throttled(now);
        this.backOff(now);
        if (trouble === 'unreachable' && this.failures === tellAfter)
          this.tellConnection(now, { online: false, error });
        return;
      case 'expired':
      case 'signIn':
        if (this.access === 'refreshed') {
          this.blockedUntil = now + signInEvery;
          this.tellConnection(now, { online: false, error });
        }
        this.access = 'refresh';
        return;
      case 'token':
        this.reader.tokenRefused(call);
        return;
      default:
        this.refused(call, { kind: 'failed', trouble, error }, now);
    }
  }

  private refused(call: Call, { trouble, error }: Failed, now: number): void {
    if (call.kind !== 'describe') {
      if (trouble === 'missing') this.reader.missing(call, now);
      else {
        this.readsLogs = false;
        this.out.push({ note: error instanceof Error ? error.message : String(error) });
      }
      return;
    }
    const { kind, job } = this.options;
    if (trouble !== 'missing' || kind !== 'endpoint' || !this.state) {
      this.over = { kind: 'fail', error };
      return;
    }
    // Somebody has deleted it: that is how endpoints end.
    this.last.push({ kind: 'status', job, at: now, status: 'OutOfService', message: 'The endpoint was deleted.' });
    this.endedAt = now;
    this.reader.hurry(now);
  }

  private backOff(now: number): void {
    const longest = Math.min(backoff.most, backoff.first * 2 ** this.failures);
    this.failures += 1;
    this.blockedUntil = now + this.options.random() * longest;
  }

  private tellConnection(now: number, { online, error }: { readonly online: boolean; readonly error?: unknown }): void {
    if (this.isOffline === !online) return;
    this.isOffline = !online;
    const said = error as Partial<Record<'code' | 'message' | 'action', string>> | undefined;
    const event: ConnectionEvent = {
      ...{ kind: 'connection', job: this.options.job, at: now, online },
      ...(said?.code !== undefined && { code: said.code }),
      ...(said?.message !== undefined && { message: said.message }),
      ...(said?.action !== undefined && { action: said.action }),
    };
    this.out.push(event);
  }
}
