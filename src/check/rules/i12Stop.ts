import { hostingGraceSeconds } from '../../contract/stopping';
import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { isLostInWrapper } from './g05Signals';
import { hasTimedOut, howItEnded, time } from '../symptoms';

/** I12. */
export const stopsServing: ContainerRule = {
  id: 'I12',
  title: 'The server ends when it is asked to, after its last answer',
  seen: 'SIGTERM, and the time until it ends; with a request under way where answers take a while',
  why: 'When an endpoint shrinks or is updated, SIGTERM comes, and SIGKILL 30 s later: requests still under way then are cut off.',
  fix: 'Handle SIGTERM: take no more requests, answer those under way, and end.',
  uses: invocationUses,
  judge: (seen) => {
    const { serving } = seen;
    if (!serving?.stop) return unseen(seen.noRuns ?? 'It did not get healthy, or ended by itself.');
    const { stop, calls } = serving;
    if (isLostInWrapper(stop)) return unseen('SIGTERM did not reach the program, as G5 says.');
    const cut = calls?.whileStopping;
    const evidence = [`first process: ${stop.first ?? 'unknown'}`, howItEnded(stop)];
    if (cut) evidence.push(`request under way: ${cut.failure ?? String(cut.status)}`);
    if (stop.catches === false) return warn('It does not handle SIGTERM, and will be killed 30 s later.', evidence);
    if (stop.wasKilled && hasTimedOut(calls?.large))
      return unseen('It was still at work on the body of nearly 6 MB.', evidence);
    if (stop.wasKilled) return fail(`It did not end within ${String(hostingGraceSeconds)} s.`, evidence);
    if (cut?.status === 0) return warn('A request that was under way was cut off.', evidence);
    return pass(`It ended ${time(stop.seconds)} after SIGTERM.`, evidence);
  },
};
