import { fail, pass, unseen, type ContainerRule } from '../containerRule';
import { processingCause } from '../causes';
import { endedWith, isGood, lastLines, time } from '../symptoms';

/** P2. */
export const processes: ContainerRule = {
  id: 'P2',
  title: 'Processing ends with 0',
  seen: 'run as the definition says',
  why: 'Exit code 0 means Completed, any other Failed.',
  fix: 'Read its log: what it says is what CloudWatch would show.',
  uses: ['processing'],
  judge: (seen) => {
    const { processing } = seen;
    if (!processing) return unseen(seen.noRuns ?? seen.noPlan ?? 'No definition says what it processes.');
    if (isGood(processing)) return pass(`It ended with 0 after ${time(processing.seconds)}.`);
    if (processing.stop)
      return unseen(`It still ran after ${time(processing.seconds)}; give it longer with --patience.`);
    const cause = processingCause(seen);
    if (cause !== undefined && cause !== 'P2') return unseen(`It did not, as ${cause} says.`);
    return fail(endedWith(processing), lastLines(processing.log, 8));
  },
};
