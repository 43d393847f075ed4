import type { AlgorithmSpecification, Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { defaultMaxRuntimeSeconds } from '../contract/stopping';
import { checkExpression } from './checkExpression';
import type { JsonPath, Problem } from './problem';

/** What a schema can't say about a training job. Takes a request whose values are of the right types. */
export function checkTrainingJob(request: Partial<CreateTrainingJobRequest>): readonly Problem[] {
  return [
    ...checkAlgorithm(request),
    ...checkChannels(request.InputDataConfig ?? []),
    ...checkInstances(request),
    ...checkStopping(request),
  ];
}

function checkAlgorithm({
  AlgorithmSpecification: algorithm,
  ServerlessJobConfig: serverless,
}: Partial<CreateTrainingJobRequest>): readonly Problem[] {
  if (!algorithm) {
    if (serverless) return [];
    const message = 'AlgorithmSpecification is missing: nothing says which image trains.';
    return [
      { code: 'L7', path: [], message, action: 'Add "AlgorithmSpecification": {"TrainingImage": "file://folder"}.' },
    ];
  }
  return [...checkOneImage(algorithm), ...checkMetrics(algorithm)];
}

/** L7: an image or an algorithm, not both, not neither. */
function checkOneImage({
  TrainingImage: image,
  AlgorithmName: name,
}: Partial<AlgorithmSpecification>): readonly Problem[] {
  const path = ['AlgorithmSpecification'];
  if (image === '') {
    const message = 'AlgorithmSpecification.TrainingImage is empty.';
    return [
      {
        code: 'L6',
        path: [...path, 'TrainingImage'],
        message,
        action: 'Write file://folder, or the name of an image.',
      },
    ];
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
function checkMetrics({ MetricDefinitions: metrics = [] }: Partial<AlgorithmSpecification>): readonly Problem[] {
  return metrics.flatMap(({ Regex: regex }, index) => {
    if (regex === undefined) return [];
    const path: JsonPath = ['AlgorithmSpecification', 'MetricDefinitions', index, 'Regex'];
    const { fault, groups } = checkExpression(regex);
    if (fault !== undefined) {
      return [
        { code: 'T64', path, message: `The regular expression does not compile: ${fault}.`, action: 'Correct it.' },
      ];
    }
    if (groups === 1) return [];
    const message = `The regular expression has ${groups === 0 ? 'no group' : `${String(groups)} groups`}; the value is what its one group catches.`;
    return [{ code: 'T64', path, message, action: 'Put the number in ( ), and write other groups as (?: ).' }];
  });
}

/** L9: a channel's name is its folder; each channel has one source. */
function checkChannels(channels: readonly Channel[]): readonly Problem[] {
  return channels.flatMap(({ ChannelName: name, DataSource: source }, index) => {
    const path: JsonPath = ['InputDataConfig', index];
    const problems: Problem[] = [];
    if (name !== undefined && channels.findIndex((other) => other.ChannelName === name) !== index) {
      const message = `Two channels are called ${JSON.stringify(name)}.`;
      problems.push({ code: 'L9', path: [...path, 'ChannelName'], message, action: 'Give each channel its own name.' });
    }
    if (source && Object.keys(source).length !== 1) {
      const message = `The channel ${name ?? String(index)} has ${Object.keys(source).length === 0 ? 'no' : 'more than one'} data source.`;
      problems.push({ code: 'field.one', path: [...path, 'DataSource'], message, action: 'Give it one S3DataSource.' });
    }
    return problems;
  });
}

/** L19: machines by type and count, or by groups. */
function checkInstances({ ResourceConfig: resources }: Partial<CreateTrainingJobRequest>): readonly Problem[] {
  if (!resources?.InstanceGroups?.length) return [];
  return (['InstanceType', 'InstanceCount'] as const)
    .filter((field) => resources[field] !== undefined)
    .map((field) => ({
      code: 'L19',
      path: ['ResourceConfig', field],
      at: 'key',
      message: `ResourceConfig has both ${field} and InstanceGroups; they exclude each other.`,
      action: `Remove ${field}, or InstanceGroups.`,
    }));
}

/** T58: with spot, the wait includes the run. */
function checkStopping({
  StoppingCondition: stopping,
  EnableManagedSpotTraining: spot,
}: Partial<CreateTrainingJobRequest>): readonly Problem[] {
  const run = stopping?.MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds;
  const wait = stopping?.MaxWaitTimeInSeconds;
  if (wait === undefined) {
    if (!spot) return [];
    const message = 'EnableManagedSpotTraining needs StoppingCondition.MaxWaitTimeInSeconds.';
    return [{ code: 'T58', path: ['EnableManagedSpotTraining'], message, action: `Add it: at least ${String(run)}.` }];
  }
  if (wait >= run) return [];
  const path = ['StoppingCondition', 'MaxWaitTimeInSeconds'];
  const message = `MaxWaitTimeInSeconds is ${String(wait)}, less than MaxRuntimeInSeconds (${String(run)}), which it includes.`;
  return [{ code: 'T58', path, message, action: `Write at least ${String(run)}.`, replacement: String(run) }];
}
