import { fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { isGood, lastLines } from '../symptoms';

/** G27. */
export const hostName: ContainerRule = {
  id: 'G27',
  title: 'It takes its rank from resourceconfig.json, not from the host name',
  seen: 'trained on a host that is not called algo-1; again on one that is where that fails',
  why: 'Inside a job the host is called ip-10-0-1-2.ec2.internal or the like; algo-1 is only a name under which peers find it.',
  fix: 'Read current_host and hosts from /opt/ml/input/config/resourceconfig.json.',
  uses: ['training'],
  judge: (seen) => {
    const { training } = seen;
    if (!training) return unseen(seen.noRuns ?? 'It was not trained.');
    if (causesOf(seen).has('G27')) {
      const because = isGood(training.plain)
        ? 'It leaves a model only where the host is called algo-1.'
        : 'It works only where the host is called algo-1.';
      return fail(because, lastLines(training.plain.log, 4));
    }
    return isGood(training.plain)
      ? pass('It trained on a host of another name.')
      : unseen('It does not train to its end.');
  },
};
