import type { Answer, Call, Failed, FilterCall, ReadLine, WalkCall } from '../../../../src/aws/follow/followCalls';
import type { Plain } from '../../../../src/aws/follow/plainJson';

/** One line of a job: when it was written, and when the service shows it. Times are milliseconds. */
export interface SimulatedLine extends ReadLine {
  readonly id: string;
  readonly visibleAt: number;
}

/** A time in which calls fail. */
export interface Storm {
  readonly kind: 'throttled' | 'unreachable' | 'expired';
  readonly from: number;
  readonly to: number;
  /** How many of the calls, from 0 to 1. Expired credentials fail all until they are read anew after the time. */
  readonly share: number;
}

export interface Simulation {
  readonly streams: readonly string[];
  readonly lines: readonly SimulatedLine[];
  /** When the program starts and when the job ends. */
  readonly startAt: number;
  readonly endAt: number;
  /** What a token names: a place among the times, so that what comes late is never behind it; or among the arrivals. */
  readonly tokens: 'time' | 'arrival';
  /** Lines of an answer. */
  readonly pageSize: number;
  /** How many answers are empty though there is more, and how many tokens are refused; from 0 to 1. */
  readonly empty: number;
  readonly refused: number;
  readonly storms: readonly Storm[];
  readonly random: () => number;
}

/** CloudWatch Logs and SageMaker of one job, by a clock that is given. */
export class LogSimulator {
  readonly calls: Call['kind'][] = [];
  private readAt = -Infinity;
  private readonly byTime: readonly SimulatedLine[];
  private readonly byArrival: readonly SimulatedLine[];

  constructor(private readonly given: Simulation) {
    this.byTime = [...given.lines].sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
    this.byArrival = [...this.byTime].sort((one, other) => one.visibleAt - other.visibleAt);
  }

  /** Credentials are read anew. */
  refresh(now: number): void {
    this.readAt = now;
  }

  perform(call: Call, now: number): Answer {
    this.calls.push(call.kind);
    const failure = this.failureOf(call, now);
    if (failure) return { kind: 'failed', trouble: failure, error: new Error(failure) };
    switch (call.kind) {
      case 'describe':
        return { kind: 'described', described: this.describe(now) };
      case 'streams': {
        const names = this.given.streams.filter((stream) =>
          this.given.lines.some((line) => line.stream === stream && line.visibleAt <= now),
        );
        if (names.length === 0) return { kind: 'failed', trouble: 'missing', error: new Error('missing') };
        const start = Number(call.next ?? 0);
        const end = start + 20;
        return {
          kind: 'streams',
          names: names.slice(start, end),
          ...(end < names.length && { next: String(end) }),
        };
      }
      case 'walk':
        return this.walk(call, now);
      case 'filter':
        return this.filter(call, now);
      default:
        return call satisfies never;
    }
  }

  /** What Live Tail brings of the lines that came within a time: not all, and in any order of streams. @param share from 0 to 1 */
  live(from: number, to: number, share: number): readonly ReadLine[] {
    const came = this.byArrival.filter(({ visibleAt }) => visibleAt > from && visibleAt <= to);
    return came.filter(() => this.given.random() < share).map(({ stream, at, text }) => ({ stream, at, text }));
  }

  private failureOf(call: Call, now: number): Failed['trouble'] | undefined {
    const { storms, refused, random } = this.given;
    for (const { kind, from, to, share } of storms) {
      if (kind === 'expired' ? from <= now && this.readAt < to : from <= now && now < to && random() < share)
        return kind;
    }
    return ('token' in call || 'next' in call) && random() < refused ? 'token' : undefined;
  }

  private describe(now: number): Plain {
    const { startAt, endAt, streams } = this.given;
    const phases = [
      ['Starting', 0],
      ['Downloading', startAt / 2],
      ['Training', startAt],
      ['Uploading', endAt - 500],
      ['Completed', endAt],
    ] as const;
    const reached = phases.filter(([, at]) => at <= now);
    const iso = (at: number) => new Date(at).toISOString();
    return {
      TrainingJobName: 'job',
      TrainingJobStatus: now >= endAt ? 'Completed' : 'InProgress',
      CreationTime: iso(0),
      ...(now >= endAt && { TrainingEndTime: iso(endAt) }),
      ResourceConfig: { InstanceCount: streams.length },
      SecondaryStatusTransitions: reached.map(([Status, at]) => ({ Status, StartTime: iso(at) })),
    };
  }

  /** A token is the number of lines that are behind it, or the last of them. */
  private walk({ stream, token, startTime = 0, last }: WalkCall, now: number): Answer {
    const order = this.given.tokens === 'time' ? this.byTime : this.byArrival;
    const visible = order.filter((line) => line.stream === stream && line.visibleAt <= now);
    const isBehind = this.behind(token);
    const rest =
      token === undefined ? visible.filter(({ at }) => at >= startTime) : visible.filter((line) => isBehind(line));
    const isEmpty = rest.length > 0 && last === undefined && this.given.random() < this.given.empty;
    const lines = isEmpty ? [] : last === undefined ? rest.slice(0, this.given.pageSize) : rest.slice(-last);
    const end = lines.at(-1);
    // An empty answer that isn't the last one has a new token too, of the same place.
    const place = end ? `${String(end.visibleAt)}|${String(end.at)}|${end.id}` : (token ?? '0|-1|').split('#')[0];
    const next = isEmpty ? `${String(place)}#${String(this.calls.length)}` : end ? String(place) : (token ?? '0|-1|');
    return { kind: 'walked', lines, token: next, isFull: lines.length === this.given.pageSize };
  }

  private behind(token: string | undefined): (line: SimulatedLine) => boolean {
    const [arrival = '', time = '', id = ''] = (token?.split('#')[0] ?? '0|-1|').split('|');
    const [visibleAt, at] = [Number(arrival), Number(time)];
    const isLater = (line: SimulatedLine) => line.at > at || (line.at === at && line.id > id);
    if (this.given.tokens === 'time') return isLater;
    return (line) => line.visibleAt > visibleAt || (line.visibleAt === visibleAt && isLater(line));
  }

  private filter({ startTime, streams, next }: FilterCall, now: number): Answer {
    const [at = -1, id = ''] = (next?.split('#')[0]?.split('|') ?? []).map((part, index) =>
      index === 0 ? Number(part) : part,
    ) as [number?, string?];
    const rest = this.byTime.filter(
      (line) =>
        line.visibleAt <= now &&
        line.at >= startTime &&
        (streams === undefined || streams.includes(line.stream)) &&
        (line.at > at || (line.at === at && line.id > id)),
    );
    const isEmpty = rest.length > 0 && this.given.random() < this.given.empty;
    const lines = isEmpty ? [] : rest.slice(0, this.given.pageSize);
    const end = lines.at(-1);
    const place = end ? `${String(end.at)}|${end.id}` : `${String(at)}|${id}`;
    const hasMore = lines.length < rest.length;
    return { kind: 'filtered', lines, ...(hasMore && { next: `${place}#${String(this.calls.length)}` }) };
  }
}
