import { slowStartSeconds } from '../../contract/hosting';
import { fail, pass, servingUses, unseen, warn, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { lastLines, lastStart, time } from '../symptoms';

/** G12. */
export const start: ContainerRule = {
  id: 'G12',
  title: 'It is healthy soon after its start',
  seen: 'time from the start to the first good /ping',
  why: 'An endpoint gives a container four to eight minutes, serverless inference three; installing packages at the start eats them up.',
  fix: 'Install at build time, load the model in parallel or lazily, and raise ContainerStartupHealthCheckTimeoutInSeconds where it can not be faster.',
  uses: servingUses,
  judge: (seen) => {
    const started = lastStart(seen);
    if (!started) return unseen(seen.noRuns ?? 'It was not served.');
    if (causesOf(seen).has('G12')) {
      const evidence = [`GET /ping: ${started.lastPing}`, ...lastLines(started.log, 4)];
      return fail(`Nothing answered within ${time(started.waited)}.`, evidence);
    }
    const { healthyAfter } = started;
    if (healthyAfter === undefined) return unseen('It did not get healthy for another reason.');
    const limit = seen.uses.has('serverless') ? 180 : slowStartSeconds;
    const because = `The first good answer came after ${time(healthyAfter)}.`;
    return healthyAfter > limit ? warn(because) : pass(because);
  },
};
