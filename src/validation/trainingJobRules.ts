import type {
  AlgorithmSpecification,
  CreateTrainingJobRequest,
  HyperParameterAlgorithmSpecification,
  HyperParameterTrainingJobDefinition,
  MetricDefinition,
} from '@aws-sdk/client-sagemaker';
import { defaultMaxRuntimeSeconds } from '../contract/stopping';
import { checkChannels } from './channelRules';
import { checkMetricExpression } from './checkExpression';
import type { JsonPath, Problem } from './problem';

/** What a training job and the jobs of a tuning job have in common. */
type TrainingRequest = Partial<CreateTrainingJobRequest> | Partial<HyperParameterTrainingJobDefinition>;
type AnyAlgorithm = Partial<AlgorithmSpecification> | Partial<HyperParameterAlgorithmSpecification>;

/** What a schema can't say about a training job. Takes a request whose values are of the right types. */
export function checkTrainingJob(request: Partial<CreateTrainingJobRequest>): readonly Problem[] {
  if (request.AlgorithmSpecification ?? request.ServerlessJobConfig) return checkTraining(request, []);
  const message = 'AlgorithmSpecification is missing: nothing says which image trains.';
  const action = 'Add "AlgorithmSpecification": {"TrainingImage": "file://folder"}.';
  return [{ code: 'L7', path: [], message, action }, ...checkTraining(request, [])];
}

/** @param at where the job stands in the request */
export function checkTraining(request: TrainingRequest, at: JsonPath): readonly Problem[] {
  const algorithm = request.AlgorithmSpecification;
  const path = [...at, 'AlgorithmSpecification'];
  return [
    ...(algorithm ? checkOneImage(algorithm, path) : []),
    ...checkMetrics(algorithm?.MetricDefinitions, [...path, 'MetricDefinitions']),
    ...checkChannels(request, at),
    ...checkInstances(request, at),
    ...checkWarmPool(request, at),
    ...checkStopping(request, at),
  ];
}

/** L7: an image or an algorithm, not both, not neither. */
function checkOneImage(
  { TrainingImage: image, AlgorithmName: name }: AnyAlgorithm,
  path: JsonPath,
): readonly Problem[] {
  if (image === '') {
    const message = 'AlgorithmSpecification.TrainingImage is empty.';
    const action = 'Write file://folder, or the name of an image.';
    return [{ code: 'L6', path: [...path, 'TrainingImage'], message, action }];
  }
  if (image !== undefined && name !== undefined) {
    const message = 'AlgorithmSpecification has both TrainingImage and AlgorithmName; it takes one of them.';
    return [{ code: 'L7', path: [...path, 'AlgorithmName'], at: 'key', message, action: 'Remove one of the two.' }];
  }
  if (image !== undefined || name !== undefined) return [];
  const message = 'AlgorithmSpecification has no TrainingImage.';
  return [{ code: 'L7', path, message, action: 'Add "TrainingImage": "file://folder", or the name of an image.' }];
}

/** T64: each expression must compile and have the one group that holds the number. */
export function checkMetrics(metrics: readonly MetricDefinition[] | undefined, path: JsonPath): readonly Problem[] {
  return (metrics ?? []).flatMap(({ Regex: regex }, index) => {
    if (regex === undefined) return [];
    const at = [...path, index, 'Regex'];
    const { fault, groups } = checkMetricExpression(regex);
    if (fault !== undefined) {
      const message = `The regular expression does not compile: ${fault}.`;
      return [{ code: 'T64', path: at, message, action: 'Correct it.' }];
    }
    if (groups === 1) return [];
    if (groups === 0) {
      const message = 'The regular expression has no group; the value is what its group catches.';
      return [{ code: 'T64', path: at, message, action: 'Put the number in ( ).' }];
    }
    const message = `The regular expression has ${String(groups)} groups; the value is what the first one catches.`;
    return [{ code: 'T64', severity: 'info', path: at, message, action: 'Write the others as (?: ).' }];
  });
}

/** L19: machines by type and count, or by groups. */
function checkInstances({ ResourceConfig: resources }: TrainingRequest, at: JsonPath): readonly Problem[] {
  if (!resources?.InstanceGroups?.length) return [];
  return (['InstanceType', 'InstanceCount'] as const)
    .filter((field) => resources[field] !== undefined)
    .map((field) => ({
      code: 'L19',
      path: [...at, 'ResourceConfig', field],
      at: 'key',
      message: `ResourceConfig has both ${field} and InstanceGroups; they exclude each other.`,
      action: `Remove ${field}, or InstanceGroups.`,
    }));
}

/** T67: machines of one kind are kept, and none of spot. */
function checkWarmPool(
  { ResourceConfig: resources, EnableManagedSpotTraining: spot }: TrainingRequest,
  at: JsonPath,
): readonly Problem[] {
  const field = 'KeepAlivePeriodInSeconds';
  const groups = resources && 'InstanceGroups' in resources ? (resources.InstanceGroups ?? []) : [];
  const isMixed = new Set(groups.map(({ InstanceType: type }) => type)).size > 1;
  if (!resources || !(field in resources) || !resources[field] || (spot !== true && !isMixed)) return [];
  const other = spot === true ? 'EnableManagedSpotTraining' : 'instance groups of several types';
  const message = `KeepAlivePeriodInSeconds does not go with ${other}: no machine would be kept.`;
  return [
    { code: 'T67', path: [...at, 'ResourceConfig', field], at: 'key', message, action: 'Remove one of the two.' },
  ];
}

/** T58: with spot, the wait includes the run. */
function checkStopping(
  { StoppingCondition: stopping, EnableManagedSpotTraining: spot }: TrainingRequest,
  at: JsonPath,
): readonly Problem[] {
  const run = stopping?.MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds;
  const wait = stopping?.MaxWaitTimeInSeconds;
  if (wait === undefined) {
    if (!spot) return [];
    const message = 'EnableManagedSpotTraining needs StoppingCondition.MaxWaitTimeInSeconds.';
    const action = `Add it: at least ${String(run)}.`;
    return [{ code: 'T58', path: [...at, 'EnableManagedSpotTraining'], message, action }];
  }
  const path = [...at, 'StoppingCondition', 'MaxWaitTimeInSeconds'];
  if (spot !== true) {
    const message = 'MaxWaitTimeInSeconds is refused without EnableManagedSpotTraining.';
    const action = 'Remove it, or add "EnableManagedSpotTraining": true.';
    return [{ code: 'T58', path, at: 'key', message, action }];
  }
  if (wait >= run) return [];
  const message = `MaxWaitTimeInSeconds is ${String(wait)}, less than MaxRuntimeInSeconds (${String(run)}), which it includes.`;
  return [{ code: 'T58', path, message, action: `Write at least ${String(run)}.`, replacement: String(run) }];
}
