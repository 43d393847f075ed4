import { fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import type { ProgramSeen } from '../programSeen';
import { isGood, lastLines, linesWith } from '../symptoms';

/** G15. */
export const toolkit: ContainerRule = {
  id: 'G15',
  title: 'It needs no SM_ variables that nothing sets',
  seen: 'trained without them; where that fails, again with them',
  why: 'SM_MODEL_DIR and its like are set by a toolkit inside the image, never by the platform.',
  fix: 'Install sagemaker-training and let it start the script, or read /opt/ml/input/config and write to /opt/ml/model.',
  uses: ['training'],
  judge: (seen) => {
    const { training } = seen;
    if (!training) return unseen(seen.noRuns ?? 'It was not trained.');
    if (causesOf(seen).has('G15'))
      return isGood(training.plain)
        ? fail('It leaves a model in /opt/ml/model only with them.')
        : fail('It works only with them.', evidenceOf(training.plain));
    return isGood(training.plain) ? pass('It trains without them.') : unseen('It does not train to its end.');
  },
};

/** What it says of them; else how it failed without a word of them. */
function evidenceOf({ log }: ProgramSeen): readonly string[] {
  const said = linesWith(log, /\bSM_[A-Z]/);
  return said.length > 0 ? said : lastLines(log, 4);
}
