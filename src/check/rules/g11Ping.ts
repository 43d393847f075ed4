import { pingTimeoutMs } from '../../contract/hosting';
import type { CallSeen } from '../servingSeen';
import { fail, pass, servingUses, unseen, warn, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { asI5Says, asItEnded, endedAtOnce, endedWhenAsked, lastLines, lastStart, lateBy, tooBusy } from '../symptoms';

/** G11. */
export const ping: ContainerRule = {
  id: 'G11',
  title: '/ping answers 200 within 2 s, also while it works',
  seen: 'GET /ping once a tenth of a second, alone, during one request, and during four at once',
  why: 'A container that does not answer in time counts as unhealthy, and is taken out of service in the middle of its work.',
  fix: 'Answer /ping from a thread or worker of its own, and do nothing else in it.',
  uses: servingUses,
  judge: (seen) => {
    const start = lastStart(seen);
    const calls = seen.serving?.calls;
    if (start && causesOf(seen).has('G11'))
      return fail(`GET /ping gave ${start.lastPing}.`, [
        `waited ${start.waited.toFixed(0)} s`,
        ...lastLines(start.log, 3),
      ]);
    if (!calls)
      return start?.healthyAfter === undefined
        ? unseen(seen.noRuns ?? 'It did not get healthy.')
        : pass('It answered 200.');
    if (endedAtOnce(seen)) return unseen(asItEnded);
    if (isBusy(calls.ping)) return unseen(tooBusy, [shown('alone', calls.ping), lateBy(calls.ping.lagMs ?? 0)]);
    if (isLate(calls.ping))
      return fail('It is too slow, or does not answer 200, even when nothing else is asked.', [
        shown('alone', calls.ping),
      ]);
    const { load } = calls;
    if (!load)
      return pass('It answered in time; no request was found to keep it busy with.', [shown('alone', calls.ping)]);
    if (endedWhenAsked(seen)) return unseen(asI5Says);
    const evidence = [
      shown('alone', calls.ping),
      shown('during a request', load.pingWithOne),
      shown(`during ${String(load.callers)} at once`, load.pingWithSeveral),
    ];
    const lag = load.lagMs ?? 0;
    const isTold = ![load.pingWithOne, load.pingWithSeveral].some((one) => isBusy({ ...one, lagMs: lag }));
    if (!isTold) return unseen(tooBusy, [...evidence, lateBy(lag)]);
    if (isLate(load.pingWithOne)) return fail('It does not answer 200 in time while a request is under way.', evidence);
    if (isLate(load.pingWithSeveral))
      return warn('It does not answer 200 in time while several requests are under way.', evidence);
    return pass('It answered in time, also while it worked.', evidence);
  },
};

function isLate({ status, milliseconds }: CallSeen): boolean {
  return status !== 200 || milliseconds > pingTimeoutMs;
}

/** A machine so late that it may have made an answer late which would have come in time. */
function isBusy({ status, milliseconds, lagMs = 0 }: CallSeen): boolean {
  return (status === 0 || status === 200) && milliseconds > pingTimeoutMs * 0.9 && lagMs > pingTimeoutMs / 4;
}

function shown(when: string, { status, milliseconds, failure }: CallSeen): string {
  return `${when}: ${failure ?? String(status)}, ${String(milliseconds)} ms`;
}
