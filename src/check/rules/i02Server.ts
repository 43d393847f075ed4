import type { CallSeen } from '../observations';
import { hasTimedOut } from '../symptoms';
import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';

/** I2. */
export const server: ContainerRule = {
  id: 'I2',
  title: 'POST /invocations is there',
  seen: 'requests from fixtures, and some that many servers understand',
  why: 'It is the one route by which requests come.',
  fix: 'Answer POST /invocations; a fixture (*.invocation.json) tells this check a request that it understands.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const evidence = calls.tried.map((one) => `${one.sent}: ${shown(one)}`);
    if (calls.good) return pass(`It answered ${String(calls.good.answer.status)} (${calls.good.from}).`, evidence);
    const missing = calls.tried.find(({ status }) => status === 404 || status === 405 || status === 501);
    if (missing) return fail(`POST /invocations gave ${String(missing.status)}.`, evidence);
    if (calls.tried.some(hasTimedOut)) return unseen('It did not answer in time, as I7 says.', evidence);
    const silent = calls.tried.filter(({ status }) => status === 0);
    if (silent.length === calls.tried.length && silent.length > 0) {
      // It may be there, and break the connection at what it does not understand.
      return silent.every(({ isMadeUp }) => isMadeUp)
        ? warn('It answers nothing that was tried; a fixture would tell a request.', evidence)
        : fail('POST /invocations is not answered.', evidence);
    }
    return unseen('It answers, but to nothing that was tried with 200; a fixture would tell a request.', evidence);
  },
};

function shown({ status, body, failure }: CallSeen): string {
  return failure ?? `${String(status)} ${body.trim().split('\n')[0]?.slice(0, 120) ?? ''}`;
}
