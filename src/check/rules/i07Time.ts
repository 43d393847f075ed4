import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { invocationTimeoutMs } from '../../contract/hosting';
import { hasTimedOut } from '../symptoms';

/** I7. */
export const answerTime: ContainerRule = {
  id: 'I7',
  title: 'It answers in the time that callers give it',
  seen: 'the slowest answer to a request that it understands',
  why: 'A caller of an endpoint waits 60 s and no longer; a transform job waits 600 s unless it says otherwise.',
  fix: 'Answer faster, send less at once, use asynchronous inference, or set InvocationsTimeoutInSeconds of the transform job.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const late = calls.tried.find(hasTimedOut);
    const limitMs = calls.answerLimitMs ?? invocationTimeoutMs;
    if (late) return fail(`It did not answer within ${String(limitMs / 1000)} s.`, [late.sent]);
    if (!calls.good) return unseen('No request was found that it answers with 200; a fixture would tell one.');
    const all = [calls.good.answer, ...(calls.load?.answers ?? [])];
    const times = all.map(({ milliseconds }) => milliseconds);
    const because = `The slowest of ${String(all.length)} answers took ${String(Math.max(...times))} ms.`;
    // One that was late among others had to wait for them, or for this machine.
    return Math.min(...times) > limitMs / 2 ? warn(because) : pass(because);
  },
};
