import type {
  CreateHyperParameterTuningJobRequest,
  HyperParameterTrainingJobDefinition,
  HyperParameterTuningJobConfig,
  ParameterRanges,
} from '@aws-sdk/client-sagemaker';
import { objectiveParameter } from '../contract/tunedHyperparameters';
import { builtinByImage } from './hyperparameters/builtinAlgorithms';
import { trainingDefinitions } from './hyperparameters/hyperparameterSites';
import { specOf } from './hyperparameters/hyperparameterSpec';
import { listed, type JsonPath, type Problem } from './problem';
import { checkTraining } from './trainingJobRules';

type Tuning = Partial<CreateHyperParameterTuningJobRequest>;

const config = 'HyperParameterTuningJobConfig';
const mostVariables = 48;

/** What a schema can't say about a tuning job. Takes a request whose values are of the right types. */
export function checkTuningJob(request: Tuning): readonly Problem[] {
  const jobs = trainingDefinitions(request);
  return [
    ...checkOneKind(request),
    ...checkStrategy(request),
    ...checkLimits(request.HyperParameterTuningJobConfig),
    ...checkNames(request.TrainingJobDefinitions ?? []),
    ...checkVariables(jobs.map(([, job]) => job)),
    ...jobs.flatMap(([path, job]) => [...checkTraining(job, path), ...checkObjective(job, path, request)]),
  ];
}

function checkOneKind({
  TrainingJobDefinition: one,
  TrainingJobDefinitions: several,
  WarmStartConfig: warm,
}: Tuning): readonly Problem[] {
  if (one && several) {
    const message = 'The request has both TrainingJobDefinition and TrainingJobDefinitions; it takes one of them.';
    const path = ['TrainingJobDefinitions'];
    return [{ code: 'field.one', path, at: 'key', message, action: 'Remove one of the two.' }];
  }
  if (one ?? several ?? warm) return [];
  const message = 'The request has no TrainingJobDefinition: nothing says what is trained.';
  return [{ code: 'field.required', path: [], message, action: 'Add "TrainingJobDefinition".' }];
}

/** H1: what each strategy can't search. */
function checkStrategy(request: Tuning): readonly Problem[] {
  const { HyperParameterTuningJobConfig: tuning } = request;
  if (tuning?.Strategy === 'Hyperband') return checkHyperband(tuning);
  if (tuning?.StrategyConfig?.HyperbandStrategyConfig) {
    const message = `HyperbandStrategyConfig has no meaning for the strategy ${String(tuning.Strategy)}.`;
    return [
      { code: 'H1', path: [config, 'StrategyConfig'], at: 'key', message, action: 'Remove it, or use Hyperband.' },
    ];
  }
  if (tuning?.Strategy !== 'Grid') return [];
  const places = rangePlaces(request);
  return [...places.flatMap(([path, ranges]) => checkGrid(ranges, path)), ...checkGridCount(tuning, places)];
}

function checkHyperband({
  TrainingJobEarlyStoppingType: stopping,
  StrategyConfig: strategy,
}: HyperParameterTuningJobConfig): readonly Problem[] {
  const { MinResource: least = 0, MaxResource: most = Infinity } = strategy?.HyperbandStrategyConfig ?? {};
  const problems: Problem[] = [];
  if (stopping === 'Auto') {
    const message = 'Hyperband stops training jobs itself; it does not go with TrainingJobEarlyStoppingType Auto.';
    const path = [config, 'TrainingJobEarlyStoppingType'];
    problems.push({ code: 'H1', path, message, action: 'Write "Off".', replacement: '"Off"' });
  }
  if (least >= most) {
    const message = `MinResource is ${String(least)}, not less than MaxResource, ${String(most)}.`;
    const path = [config, 'StrategyConfig', 'HyperbandStrategyConfig', 'MinResource'];
    problems.push({ code: 'H1', path, message, action: 'Exchange or correct them.' });
  }
  return problems;
}

function rangePlaces(request: Tuning): readonly (readonly [path: JsonPath, ranges: ParameterRanges])[] {
  const shared = request.HyperParameterTuningJobConfig?.ParameterRanges;
  const own = trainingDefinitions(request).flatMap(([path, { HyperParameterRanges: ranges }]) =>
    ranges ? [[[...path, 'HyperParameterRanges'], ranges] as const] : [],
  );
  return [...(shared ? [[[config, 'ParameterRanges'], shared] as const] : []), ...own];
}

function checkGrid(ranges: ParameterRanges, path: JsonPath): readonly Problem[] {
  return (['IntegerParameterRanges', 'ContinuousParameterRanges'] as const)
    .filter((field) => (ranges[field] ?? []).length > 0)
    .map((field) => ({
      code: 'H1',
      path: [...path, field],
      at: 'key',
      message: `The strategy Grid takes CategoricalParameterRanges only, not ${field}.`,
      action: 'List the values to try in CategoricalParameterRanges, or use another strategy.',
    }));
}

/** Grid tries every combination; a number of its own must be just that. */
function checkGridCount(
  { ResourceLimits: limits }: HyperParameterTuningJobConfig,
  places: readonly (readonly [path: JsonPath, ranges: ParameterRanges])[],
): readonly Problem[] {
  const most = limits?.MaxNumberOfTrainingJobs;
  if (most === undefined || places.length !== 1) return [];
  const lists = places[0]?.[1].CategoricalParameterRanges ?? [];
  const count = lists.reduce((product, { Values: values = [] }) => product * values.length, 1);
  if (most === count) return [];
  const path = [config, 'ResourceLimits', 'MaxNumberOfTrainingJobs'];
  const message = `Grid tries all ${String(count)} combinations; MaxNumberOfTrainingJobs is ${String(most)}.`;
  return [
    { code: 'H1', path, message, action: `Leave it out, or write ${String(count)}.`, replacement: String(count) },
  ];
}

/** H6: no more at once than in all. */
function checkLimits(tuning: HyperParameterTuningJobConfig | undefined): readonly Problem[] {
  const { MaxNumberOfTrainingJobs: all = Infinity, MaxParallelTrainingJobs: parallel = 0 } =
    tuning?.ResourceLimits ?? {};
  if (parallel <= all) return [];
  const path = [config, 'ResourceLimits', 'MaxParallelTrainingJobs'];
  const message = `MaxParallelTrainingJobs is ${String(parallel)}, more than MaxNumberOfTrainingJobs, ${String(all)}.`;
  return [{ code: 'H6', path, message, action: `Write at most ${String(all)}.`, replacement: String(all) }];
}

/** Several definitions are told apart by their names. */
function checkNames(jobs: readonly HyperParameterTrainingJobDefinition[]): readonly Problem[] {
  return jobs.flatMap(({ DefinitionName: name }, index): readonly Problem[] => {
    const path = ['TrainingJobDefinitions', index];
    if (name === undefined) {
      const message = 'DefinitionName is missing; definitions in a list need one.';
      return [{ code: 'field.required', path, message, action: 'Add "DefinitionName".' }];
    }
    if (jobs.findIndex((other) => other.DefinitionName === name) === index) return [];
    const message = `Two definitions are called ${JSON.stringify(name)}.`;
    return [{ code: 'H6', path: [...path, 'DefinitionName'], message, action: 'Give each its own name.' }];
  });
}

/** H6: variables of all definitions together. */
function checkVariables(jobs: readonly HyperParameterTrainingJobDefinition[]): readonly Problem[] {
  const count = jobs.reduce((sum, { Environment: variables = {} }) => sum + Object.keys(variables).length, 0);
  if (jobs.length < 2 || count <= mostVariables) return [];
  const message = `The definitions have ${String(count)} variables; a tuning job takes at most ${String(mostVariables)} in all.`;
  return [{ code: 'H6', path: ['TrainingJobDefinitions'], message, action: 'Remove some.' }];
}

/** H5: the objective is one of the metrics that are read from the log. */
function checkObjective(job: HyperParameterTrainingJobDefinition, at: JsonPath, request: Tuning): readonly Problem[] {
  const own = job.TuningObjective;
  const objective = own ?? request.HyperParameterTuningJobConfig?.HyperParameterTuningJobObjective;
  const name = objective?.MetricName;
  const algorithm = job.AlgorithmSpecification;
  if (name === undefined || algorithm?.TrainingImage === undefined) return [];
  const path = own ? [...at, 'TuningObjective'] : [config, 'HyperParameterTuningJobObjective'];
  const builtin = builtinByImage(algorithm.TrainingImage);
  // A built-in algorithm brings its metrics along; those of XGBoost are known.
  const known = builtin
    ? specOf(builtin, objectiveParameter)?.words
    : (algorithm.MetricDefinitions ?? []).flatMap(({ Name: one }) => one ?? []);
  if (known === undefined || known.includes(name)) return [];
  // Images of AWS's frameworks may bring some as well, so only what is defined here is certain.
  const message = `The objective ${JSON.stringify(name)} is no metric of the training job.`;
  const action =
    known.length === 0
      ? 'Add it to AlgorithmSpecification.MetricDefinitions, with the expression that finds it in the log.'
      : `Write one of ${listed(known)}.`;
  return [{ code: 'H5', path: [...path, 'MetricName'], message, action }];
}
