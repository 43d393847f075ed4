import type { JsonPath, Problem } from '../problem';
import type { GivenHyperparameters, KnownHyperparameters } from './hyperparameterSpec';
import { plainText } from './hyperparameterValue';

interface Condition {
  readonly name: string;
  readonly by: string;
  /** Absent where any value asks for it. */
  readonly value?: string;
}

/** What one hyperparameter of a built-in algorithm makes another one required by; those of XGBoost have a file of their own. */
const conditions: Readonly<Record<string, Condition>> = {
  'linear-learner': { name: 'num_classes', by: 'predictor_type', value: 'multiclass_classifier' },
  knn: { name: 'dimension_reduction_target', by: 'dimension_reduction_type' },
};

/** H15 for what is required in some cases only. */
export function checkConditional(
  { id = '', by: program }: KnownHyperparameters,
  given: GivenHyperparameters,
  path: JsonPath,
): readonly Problem[] {
  const condition = conditions[id];
  const chosen = condition && given.get(condition.by);
  if (!condition || chosen === undefined || given.has(condition.name)) return [];
  if (condition.value !== undefined && plainText(chosen) !== condition.value) return [];
  const message = `The hyperparameter ${condition.name} is missing; ${program} requires it with ${condition.by} ${chosen}.`;
  return [{ code: 'H15', path, message, action: `Add "${condition.name}".` }];
}
