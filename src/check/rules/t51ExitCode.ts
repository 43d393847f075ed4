import { fail, pass, unseen, type ContainerRule } from '../containerRule';
import { lacksGpu, servesInstead, trainingCause } from '../causes';
import { endedWith, isGood, lastLines, time } from '../symptoms';

/** T51. */
export const trains: ContainerRule = {
  id: 'T51',
  title: 'Training ends with 0',
  seen: 'trained as the definition says',
  why: 'Exit code 0 means Completed, any other Failed; nothing else decides.',
  fix: 'Read its log: what it says is what CloudWatch would show.',
  uses: ['training'],
  judge: (seen) => {
    const { training } = seen;
    if (!training) return unseen(seen.noRuns ?? 'It was not trained.');
    const { plain, isDefined } = training;
    if (isGood(plain)) return pass(`It ended with 0 after ${time(plain.seconds)}.`);
    if (plain.stop && !servesInstead(plain))
      return unseen(`It still ran after ${time(plain.seconds)}; give it longer with --patience.`);
    const cause = trainingCause(seen);
    if (cause !== undefined && cause !== 'T51') return unseen(`It did not, as ${cause} says.`);
    if (lacksGpu(training))
      return unseen('It wants a GPU, as its instance has one, and no container gets one here.', lastLines(plain.log));
    if (!isDefined)
      return unseen(seen.noPlan ?? 'It failed, and no definition says which data and hyperparameters it takes.', [
        endedWith(plain),
        ...lastLines(plain.log),
      ]);
    return fail(endedWith(plain), lastLines(plain.log, 8));
  },
};
