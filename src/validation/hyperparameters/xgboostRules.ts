import type { JsonPath, Problem } from '../problem';
import type { GivenHyperparameters } from './hyperparameterSpec';
import { plainText } from './hyperparameterValue';

const multiclass = new Set(['multi:softmax', 'multi:softprob']);
const growing = new Set(['grow_colmaker', 'distcol', 'grow_histmaker', 'grow_skmaker']);
const linear = new Set(['shotgun', 'coord_descent']);
const updating = new Set(['refresh', 'prune']);

type Say = (name: string, message: string, action: string) => Problem;

/** H16: hyperparameters that the XGBoost container refuses together. What tuning chooses is not known, so it contradicts nothing. */
export function checkXgboost(given: GivenHyperparameters, path: JsonPath): readonly Problem[] {
  const say: Say = (name, message, action) => ({ code: 'H16', path: [...path, name], message, action });
  const read = (name: string): string | undefined => {
    const value = given.get(name);
    return value === undefined ? undefined : plainText(value);
  };
  return [
    ...checkObjective(given, read, say, path),
    ...checkMetrics(read, say),
    ...checkUpdater(given, read, say),
    ...checkConstraints(given, read, say),
  ];
}

type Read = (name: string) => string | undefined;

function checkObjective(given: GivenHyperparameters, read: Read, say: Say, path: JsonPath): readonly Problem[] {
  const objective = read('objective');
  if (objective !== undefined && multiclass.has(objective) && !given.has('num_class')) {
    const message = `The hyperparameter num_class is missing; XGBoost requires it with ${objective}.`;
    return [{ code: 'H15', path, message, action: 'Add "num_class" with the number of classes.' }];
  }
  if (!given.has('eval_metric') || given.has('objective')) return [];
  const message =
    'eval_metric is given without objective; the XGBoost container fails on that, whatever the default of objective is.';
  return [say('eval_metric', message, 'Add "objective".')];
}

function checkMetrics(read: Read, say: Say): readonly Problem[] {
  const objective = read('objective');
  if (objective === undefined) return [];
  const metrics = listOf(read('eval_metric'));
  if (metrics.includes('auc') && !/^(binary|rank):/.test(objective)) {
    return [
      say('eval_metric', `The metric auc does not go with ${objective}.`, 'Use it with binary:… or rank:… only.'),
    ];
  }
  if (metrics.includes('aft-nloglik') && objective !== 'survival:aft') {
    return [
      say('eval_metric', `The metric aft-nloglik does not go with ${objective}.`, 'Use it with survival:aft only.'),
    ];
  }
  return [];
}

function checkUpdater(given: GivenHyperparameters, read: Read, say: Say): readonly Problem[] {
  const updaters = listOf(read('updater'));
  if (updaters.length === 0) return [];
  const booster = read('booster');
  if (booster === 'gblinear' && !(updaters.length === 1 && linear.has(updaters[0] ?? ''))) {
    return [say('updater', 'The booster gblinear takes exactly one updater.', 'Write "shotgun" or "coord_descent".')];
  }
  if (read('process_type') === 'update' && !updaters.every((one) => updating.has(one))) {
    return [
      say('updater', 'With process_type update, trees are changed, not grown.', 'Write "refresh", "prune", or both.'),
    ];
  }
  if (booster !== 'gblinear' && !given.has('process_type') && updaters.filter((one) => growing.has(one)).length > 1) {
    return [say('updater', 'Only one updater can grow the trees.', `Keep one of ${[...growing].join(', ')}.`)];
  }
  return [];
}

/** The container asks for these methods by name; the default that it would take is not enough. */
const methods: Readonly<Record<string, readonly string[]>> = {
  monotone_constraints: ['exact', 'hist'],
  interaction_constraints: ['exact', 'hist', 'approx'],
};

function checkConstraints(given: GivenHyperparameters, read: Read, say: Say): readonly Problem[] {
  // One that tuning chooses may be right.
  if (given.has('tree_method') && read('tree_method') === undefined) return [];
  const method = read('tree_method');
  return Object.entries(methods)
    .filter(([name, allowed]) => given.has(name) && !allowed.includes(method ?? ''))
    .map(([name, allowed]) =>
      say(name, `${name} needs the tree_method ${allowed.join(' or ')}.`, `Add or change it: "tree_method": "hist".`),
    );
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
