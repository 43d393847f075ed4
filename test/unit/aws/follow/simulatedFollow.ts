import { FollowCursor, type KeptCursor } from '../../../../src/aws/follow/followCursor';
import type { ReadLine } from '../../../../src/aws/follow/followCalls';
import { JobFollower } from '../../../../src/aws/follow/jobFollower';
import { RequestBudget } from '../../../../src/aws/follow/requestBudget';
import type { Told } from '../../../../src/aws/follow/told';
import type { LogSimulator } from './logSimulator';

/** What a follower told, and when by the clock of the simulation. */
export interface Followed {
  readonly told: readonly { readonly told: Told; readonly at: number }[];
  readonly lines: readonly { readonly line: ReadLine; readonly late: boolean; readonly at: number }[];
  readonly endedAt: number;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A follower whose process ends, and another one that goes on later. */
export interface Restart {
  /** After so many steps. */
  readonly step: number;
  /** How long nobody follows, in milliseconds. */
  readonly pause: number;
}

/** Who looks at a simulated job, and when. */
export interface Looking {
  /** When somebody begins to look, in milliseconds of the simulation. */
  readonly from?: number;
  readonly last?: number;
  readonly since?: number;
  readonly restarts?: readonly Restart[];
  /** How many of the lines Live Tail brings, from 0 to 1. */
  readonly liveShare?: number;
  /** How long a session of Live Tail lasts, in milliseconds; the next brings what came in the last seconds of it once more. */
  readonly liveSession?: number;
}

/** So much of what a session has brought comes again with the next one, in milliseconds. */
const broughtAgain = 5_000;

/** Follow a simulated job to its end, without waiting. */
export function followSimulated(simulator: LogSimulator, random: () => number, looking: Looking = {}): Followed {
  const { from = 0, last, since, restarts = [], liveShare = 0, liveSession = Infinity } = looking;
  const budget = new RequestBudget();
  const told: { told: Told; at: number }[] = [];
  let reader = new Reader(random, { last, since });
  let now = from;
  let heardAt = from;
  let sessionEnd = from + liveSession;
  for (let steps = 0; steps < 100_000; steps += 1) {
    if (liveShare > 0) {
      const isAnew = now >= sessionEnd;
      if (isAnew) sessionEnd = now + liveSession;
      const since = isAnew ? heardAt - broughtAgain : heardAt;
      reader.follower.live({ lines: simulator.live(since, now, liveShare), notes: [], isAnew }, now);
      heardAt = now;
    }
    const step = reader.follower.next(now);
    const restart = restarts.find((one) => one.step === steps);
    const got = reader.take(restart ? random() : 1).map((one) => ({ told: one, at: now }));
    told.push(...got);
    if (restart) {
      reader = new Reader(random, { last, since }, reader.kept(now));
      now += restart.pause;
      continue;
    }
    switch (step.kind) {
      case 'done': {
        const lines = told.flatMap(({ told: one, at }) => ('line' in one ? [{ ...one, at }] : []));
        return { told, lines, endedAt: now };
      }
      case 'fail':
        throw step.error;
      case 'wait':
        now = Math.max(now + 1, liveShare > 0 ? Math.min(step.until, now + 1_000) : step.until);
        break;
      case 'refresh':
        simulator.refresh(now);
        reader.follower.refreshed();
        break;
      default: {
        const asked = Math.max(now, budget.reserve(now)) + 20 + random() * 100;
        const answer = simulator.perform(step.call, asked);
        now = asked + 20 + random() * 100;
        reader.follower.answer(step.call, answer, now);
      }
    }
  }
  throw new Error('It does not come to its end.');
}

interface Wanted {
  readonly last: number | undefined;
  readonly since: number | undefined;
}

/** One process that follows. */
class Reader {
  readonly follower: JobFollower;
  private readonly cursor: FollowCursor;
  private left: readonly Told[] = [];

  constructor(random: () => number, { last, since }: Wanted, kept?: KeptCursor) {
    this.cursor = new FollowCursor(kept, last !== undefined);
    this.follower = new JobFollower({
      ...{ kind: 'training-job', job: 'job', readsLogs: true, random },
      ...(last !== undefined && { last }),
      ...(since !== undefined && { since }),
      ...(kept && { cursor: kept }),
    });
  }

  /** What was found. @param share how much of it is still told, from 0 to 1 */
  take(share: number): readonly Told[] {
    const taken = this.follower.take();
    const got = taken.slice(0, Math.ceil(taken.length * share));
    this.left = taken.slice(got.length);
    for (const told of got) this.cursor.add(told);
    return got;
  }

  /** What a file holds of it. */
  kept(now: number): KeptCursor {
    const left = this.left.flatMap((told) => ('line' in told ? [told.line] : []));
    const from = (stream: string) =>
      Math.min(
        this.follower.goOnFrom(stream, now),
        ...left.filter((line) => line.stream === stream).map(({ at }) => at),
      );
    return JSON.parse(JSON.stringify(this.cursor.keep(from))) as KeptCursor;
  }
}
