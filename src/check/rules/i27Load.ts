import { judgeSteps } from '../modelSteps';
import type { ContainerRule } from '../containerRule';

/** I27. */
export const loads: ContainerRule = {
  id: 'I27',
  title: 'POST /models loads a model, and says 409 the second time',
  seen: 'a model loaded, and loaded again',
  why: 'The platform loads a model when the first request for it comes, and again where it has forgotten that it did.',
  fix: 'Answer 200 once the model is in memory, 409 where it is there already, 507 where there is no room.',
  uses: ['multi-model'],
  judge: (seen) => judgeSteps(seen, { load: [200], 'load again': [409] }),
};
