import { lacksGpu, trainingCause } from '../causes';
import { fail, pass, unseen, type ContainerRule } from '../containerRule';
import { isGood, lastLines, lastStart, saidByFiles } from '../symptoms';

/** Causes whose rules are about jobs of one's own, and not asked of a product. */
const ofTrainings: ReadonlySet<string> = new Set(['T51', 'G14', 'G15', 'G27']);

/** A5. */
export const validation: ContainerRule = {
  id: 'A5',
  title: 'The validation of its product can succeed',
  seen: 'trained, served with the model that came of it, and asked as a transform job asks',
  why: 'A ValidationSpecification really runs a training job, a model and a transform job in the account; a product without a successful one can not be published.',
  fix: 'See the rules that failed: they say which step of the validation would.',
  uses: ['marketplace'],
  judge: (seen) => {
    const said = saidByFiles(seen, 'A5');
    if (said) return said;
    const { training, serving, noRuns } = seen;
    const start = lastStart(seen);
    if (!training && !start) return unseen(noRuns ?? 'It has neither a program train nor serve.');
    if (training && !isGood(training.plain)) {
      if (lacksGpu(training)) return unseen('It wants a GPU, as its instance has one, and no container gets one here.');
      if (!training.isDefined) return unseen(seen.noPlan ?? 'It fails without data, and no definition gives it any.');
      const isTold = !ofTrainings.has(trainingCause(seen) ?? '') || seen.findings.some(({ code }) => code === 'A3');
      return isTold
        ? unseen('Its training does not end with 0, as another rule says.')
        : fail('Its training does not end with 0.', lastLines(training.plain.log, 8));
    }
    if (start && start.healthyAfter === undefined) return unseen('It does not get healthy, as another rule says.');
    if (start && !serving?.calls?.good)
      return unseen('No request was found that it answers with 200; a fixture would tell one.');
    const steps = [...(training ? ['trained'] : []), ...(start ? ['served', 'asked'] : [])];
    return pass('Each step of it went well here.', steps);
  },
};
