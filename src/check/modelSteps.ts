import { requestCause } from './causes';
import { fail, pass, unseen, type Judgement } from './containerRule';
import type { Observations } from './observations';
import type { ModelStep } from './servingSeen';

/** Name of the model that is loaded. */
export const checkedModel = 'check-model';

/** Judge the steps of a multi-model container by the statuses that they should have given. */
export function judgeSteps(
  seen: Observations,
  wanted: Readonly<Partial<Record<ModelStep, readonly number[]>>>,
): Judgement {
  const { models, noRuns } = seen;
  if (!models) return unseen(noRuns ?? 'It was not served with several models.');
  if (models.start.healthyAfter === undefined) return unseen('It did not get healthy.');
  if ([0, 404, 405].includes(models.steps.list?.status ?? 0)) return unseen('/models is not there, as G22 says.');
  const cause = requestCause(seen);
  if (cause !== undefined) return unseen(`It loads no model, as ${cause} says.`);
  const evidence: string[] = [];
  const wrong: string[] = [];
  for (const [step, statuses = []] of Object.entries(wanted)) {
    const answer = models.steps[step as ModelStep];
    if (!answer) continue;
    evidence.push(`${step}: ${answer.failure ?? String(answer.status)}`);
    if (!statuses.includes(answer.status))
      wrong.push(`${step} gave ${answer.failure ?? String(answer.status)} in place of ${statuses.join(' or ')}.`);
  }
  const [first] = wrong;
  if (first === undefined)
    return evidence.length > 0 ? pass('As the contract has it.', evidence) : unseen('No model could be loaded.');
  // A model that it was not given is no fault of its own.
  if (!models.hasModel && wrong.every((one) => one.startsWith('load gave')))
    return unseen('It was given no model to load.', evidence);
  return fail(first, evidence);
}
