import { fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { isGood, lastLines } from '../symptoms';

/** G13. */
export const hyperparameters: ContainerRule = {
  id: 'G13',
  title: 'It takes hyperparameters in both encodings',
  seen: 'trained with text as it stands, and again with text in quotes of JSON; with numbers as numbers where that fails',
  why: 'Every value is a string. One SDK writes text with quotes of JSON inside that string, others without: the same job may bring either.',
  fix: 'Read each value with json.loads, and take it as it stands where that fails.',
  uses: ['training', 'marketplace'],
  judge: (seen) => {
    const { training } = seen;
    if (!training) return unseen(seen.noRuns ?? 'It was not trained.');
    const evidence = lastLines(training.plain.log, 4);
    if (causesOf(seen).has('G13'))
      return fail('It fails with hyperparameters as the definition has them, and works with another encoding.', [
        ...training.cures.map(({ change }) => `works ${change}`),
        ...evidence,
      ]);
    if (!isGood(training.plain)) return unseen('It does not train to its end to begin with.');
    const { encoded } = training;
    if (!encoded)
      return unseen('No hyperparameter of the definition is text; numbers look the same in both encodings.');
    if (encoded.run.exitCode === 0 || encoded.run.stop) return pass(`It also works ${encoded.how}.`);
    return fail(`It fails with hyperparameters ${encoded.how}.`, lastLines(encoded.run.log, 5));
  },
};
