import type { StatusEvent } from '../../jobs/jobEvent';
import type { ReadLine } from './followCalls';
import type { Told } from './told';
import { lookBack } from './streamMemory';
import { ToldLines, type KeptLines } from './toldLines';

/** How far a job was told, as JSON holds it. */
export interface KeptCursor {
  /** By the full names of log streams. */
  readonly streams: Readonly<Record<string, KeptLines>>;
  /** What was told of statuses. */
  readonly statuses: readonly string[];
  /** Time of the newest line, in milliseconds; absent before the first. */
  readonly newestAt?: number;
  /** All was told, also the end. */
  readonly isEnded: boolean;
}

/**
 * What a reader has got of a job, so that another follower can go on behind it. It takes note of what was told, not of what was found:
 * lines that wait for older ones are found again.
 */
export class FollowCursor {
  private readonly streams: Map<string, ToldLines>;
  private readonly statuses: Set<string>;
  private newestAt: number;
  private isEnded: boolean;

  /** @param isTail of streams that are met first, only the last lines were asked for: older ones count as told */
  constructor(
    kept: KeptCursor | undefined,
    private readonly isTail: boolean,
  ) {
    const streams = Object.entries(kept?.streams ?? {});
    this.streams = new Map(streams.map(([name, lines]) => [name, new ToldLines(lines)]));
    this.statuses = new Set(kept?.statuses);
    this.newestAt = kept?.newestAt ?? -Infinity;
    this.isEnded = kept?.isEnded ?? false;
  }

  /** The reader has got this. */
  add(told: Told): void {
    if ('line' in told) this.addLine(told.line);
    else if ('note' in told) return;
    else if (told.kind === 'status') this.statuses.add(statusKey(told));
    else if (told.kind === 'end') this.isEnded = true;
  }

  /** @param from when on lines of a stream must be looked at again, as far as that is known: what was found and not told, what may still come */
  keep(from: (stream: string) => number): KeptCursor {
    const streams = [...this.streams].map(([name, told]) => {
      return [name, told.keep(Math.min(told.newestAt - lookBack, from(name)))] as const;
    });
    return {
      streams: Object.fromEntries(streams),
      statuses: [...this.statuses],
      ...(this.newestAt > -Infinity && { newestAt: this.newestAt }),
      isEnded: this.isEnded,
    };
  }

  private addLine(line: ReadLine): void {
    const known = this.streams.get(line.stream);
    const told = known ?? new ToldLines();
    if (!known && this.isTail) told.since = line.at + 1;
    this.streams.set(line.stream, told);
    told.add(line);
    this.newestAt = Math.max(this.newestAt, line.at);
  }
}

/** What tells what is said of statuses apart. */
export function statusKey({ at, status, secondaryStatus, message }: StatusEvent): string {
  return [String(at), status, secondaryStatus ?? '', message ?? ''].join(' ');
}
