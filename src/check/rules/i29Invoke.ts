import { fail, type ContainerRule } from '../containerRule';
import { judgeSteps } from '../modelSteps';

/** I29. */
export const invokes: ContainerRule = {
  id: 'I29',
  title: 'POST /models/NAME/invoke asks one model',
  seen: 'a loaded model asked, and one that is not loaded',
  why: 'Every request to a multi-model endpoint comes by this route.',
  fix: 'Answer as /invocations would, and 404 for a model that is not loaded.',
  uses: ['multi-model'],
  judge: (seen) => {
    const invoke = seen.models?.steps.invoke;
    // What it thinks of the body is another matter.
    if (invoke && [0, 404, 405, 501].includes(invoke.status))
      return fail('A loaded model is not asked.', [`POST invoke: ${invoke.failure ?? String(invoke.status)}`]);
    return judgeSteps(seen, { 'invoke unknown': [404] });
  },
};
