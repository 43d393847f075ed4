import type { CallSeen } from '../servingSeen';
import { connectLimitMs } from '../../contract/hosting';
import { asI5Says, endedWhenAsked, hasTimedOut, lateBy, tooBusy } from '../symptoms';
import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';

/** I6. */
export const connections: ContainerRule = {
  id: 'I6',
  title: 'It takes connections within 250 ms, and several requests at once',
  seen: 'time to connect, alone and under load; the answers to four callers at once',
  why: 'The platform keeps several connections open; a caller who is not let in gets an error.',
  fix: 'Use a server with threads or workers, and a backlog that is long enough.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    if (endedWhenAsked(seen)) return unseen(asI5Says);
    const { connectMs, load, good } = calls;
    const evidence = [`alone: ${connectMs.toFixed(1)} ms`];
    if (connectMs > connectLimitMs) return fail('It is slow to take a connection.', evidence);
    if (!load) return pass('It took connections at once; no request was found to keep it busy with.', evidence);
    evidence.push(
      `under load: ${load.slowestConnectMs.toFixed(1)} ms`,
      `${String(load.answers.length)} answers to ${String(load.callers)} callers`,
    );
    const lag = load.lagMs ?? 0;
    const bad = load.answers.filter(({ status }) => status !== good?.answer.status);
    const isBroken = (call: CallSeen) => call.status === 0 && !hasTimedOut(call);
    const first = bad.find(isBroken) ?? bad[0];
    if (first) {
      const because = `${String(bad.length)} of ${String(load.answers.length)} requests at once failed.`;
      // So many at once are no promise of the platform: 503, or a wait, may be meant.
      return (isBroken(first) ? fail : warn)(because, [...evidence, first.failure ?? String(first.status)]);
    }
    if (load.slowestConnectMs - lag > connectLimitMs)
      return warn('It is slow to take a connection while it works.', evidence);
    if (load.slowestConnectMs > connectLimitMs) return unseen(tooBusy, [...evidence, lateBy(lag)]);
    return pass('It took connections in time, and answered all callers.', evidence);
  },
};
