import type { ReadLine } from '../../../../src/aws/follow/followCalls';
import { JobFollower, type Told } from '../../../../src/aws/follow/jobFollower';
import { RequestBudget } from '../../../../src/aws/follow/requestBudget';
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

/**
 * Follow a simulated job to its end, without waiting.
 * @param from when somebody begins to look, in milliseconds of the simulation
 */
export function followSimulated(simulator: LogSimulator, random: () => number, from = 0, last?: number): Followed {
  const follower = new JobFollower({
    ...{ kind: 'training-job', job: 'job', readsLogs: true, random },
    ...(last !== undefined && { last }),
  });
  const budget = new RequestBudget();
  const told: { told: Told; at: number }[] = [];
  let now = from;
  for (let steps = 0; steps < 100_000; steps += 1) {
    const step = follower.next(now);
    told.push(...follower.take().map((one) => ({ told: one, at: now })));
    switch (step.kind) {
      case 'done': {
        const lines = told.flatMap(({ told: one, at }) => ('line' in one ? [{ ...one, at }] : []));
        return { told, lines, endedAt: now };
      }
      case 'fail':
        throw step.error;
      case 'wait':
        now = Math.max(now + 1, step.until);
        break;
      case 'refresh':
        simulator.refresh(now);
        follower.refreshed();
        break;
      default: {
        const asked = Math.max(now, budget.reserve(now)) + 20 + random() * 100;
        const answer = simulator.perform(step.call, asked);
        now = asked + 20 + random() * 100;
        follower.answer(step.call, answer, now);
      }
    }
  }
  throw new Error('It does not come to its end.');
}
