import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { invocationTimeoutMs } from '../../contract/hosting';
import { hasTimedOut } from '../symptoms';

/** I7. */
export const answerTime: ContainerRule = {
  id: 'I7',
  title: 'It answers within 60 s',
  seen: 'the slowest answer to a request that it understands',
  why: 'A caller of an endpoint waits no longer.',
  fix: 'Answer faster, send less at once, or use asynchronous inference.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const late = calls.tried.find(hasTimedOut);
    if (late) return fail(`It did not answer within ${String(invocationTimeoutMs / 1000)} s.`, [late.sent]);
    if (!calls.good) return unseen('No request was found that it answers with 200; a fixture would tell one.');
    const all = [calls.good.answer, ...(calls.load?.answers ?? [])];
    const slowest = Math.max(...all.map(({ milliseconds }) => milliseconds));
    const because = `The slowest of ${String(all.length)} answers took ${String(slowest)} ms.`;
    return slowest > invocationTimeoutMs / 2 ? warn(because) : pass(because);
  },
};
