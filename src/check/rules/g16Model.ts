import { fail, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { isGood, isSwallowed, lastLines } from '../symptoms';

/** G16. */
export const model: ContainerRule = {
  id: 'G16',
  title: 'It leaves a model in /opt/ml/model',
  seen: 'files in /opt/ml/model after it has ended with 0',
  why: 'The job counts as completed whatever is there; what lies elsewhere is gone with the instance, and model.tar.gz is empty.',
  fix: 'Write the model to /opt/ml/model before the program ends.',
  uses: ['training', 'marketplace'],
  judge: ({ training, noRuns }) => {
    if (!training) return unseen(noRuns ?? 'It was not trained.');
    const { plain, isDefined, cures } = training;
    if (!isGood(plain)) return unseen('It does not train to its end.');
    const files = plain.modelFiles ?? 0;
    if (files > 0) return pass(`Files that it left: ${String(files)}.`);
    const [cure] = cures;
    if (cure) return unseen(`It left none, as ${cure.rule} says.`);
    if (isSwallowed(plain)) return unseen('It has failed without saying so by its exit code.');
    const because = 'It ended with 0 and left nothing there.';
    return isDefined ? fail(because, lastLines(plain.log)) : warn(because, lastLines(plain.log));
  },
};
