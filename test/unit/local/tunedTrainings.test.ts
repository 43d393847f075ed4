import assert from 'node:assert/strict';
import type { HyperParameterTrainingJobDefinition, ParameterRanges } from '@aws-sdk/client-sagemaker';
import { tunedTrainings } from '../../../src/local/check/tunedTrainings';

const definition: HyperParameterTrainingJobDefinition = {
  AlgorithmSpecification: { TrainingImage: 'car:1', TrainingInputMode: 'File' },
  RoleArn: 'arn:aws:iam::123456789012:role/training',
  OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
  StoppingCondition: { MaxRuntimeInSeconds: 600 },
};
const ranges = (name: string): ParameterRanges => ({
  IntegerParameterRanges: [{ Name: name, MinValue: '1', MaxValue: '9' }],
});
const config = {
  Strategy: 'Bayesian',
  ResourceLimits: { MaxParallelTrainingJobs: 1 },
  HyperParameterTuningJobObjective: { Type: 'Minimize', MetricName: 'loss' },
  ParameterRanges: ranges('depth'),
} as const;

describe('the trainings of a tuning job', () => {
  it('are as the one definition says, with the ranges and the metric of the job', () => {
    const [job, ...others] = tunedTrainings({
      HyperParameterTuningJobConfig: config,
      TrainingJobDefinition: definition,
    });
    assert.deepEqual(others, []);
    assert.ok(job);
    assert.deepEqual(job.HyperParameters, { depth: '1', _tuning_objective_metric: 'loss' });
    assert.deepEqual(job.AlgorithmSpecification, definition.AlgorithmSpecification);
    assert.equal('StaticHyperParameters' in job, false);
  });

  it('are one for each of several definitions, with what is its own', () => {
    const own: HyperParameterTrainingJobDefinition = {
      ...definition,
      DefinitionName: 'other',
      TuningObjective: { Type: 'Maximize', MetricName: 'accuracy' },
      HyperParameterRanges: ranges('width'),
      HyperParameterTuningResourceConfig: {
        VolumeSizeInGB: 30,
        InstanceConfigs: [{ InstanceType: 'ml.p3.2xlarge', InstanceCount: 1, VolumeSizeInGB: 20 }],
      },
    };
    const { ParameterRanges: _shared, ...rest } = config;
    const jobs = tunedTrainings({
      HyperParameterTuningJobConfig: rest,
      TrainingJobDefinitions: [{ ...definition, StaticHyperParameters: { seed: '1' } }, own],
    });
    assert.deepEqual(
      jobs.map(({ HyperParameters: values }) => values),
      [
        { seed: '1', _tuning_objective_metric: 'loss' },
        { width: '1', _tuning_objective_metric: 'accuracy' },
      ],
    );
    assert.deepEqual(jobs[1]?.ResourceConfig, { InstanceType: 'ml.p3.2xlarge', InstanceCount: 1, VolumeSizeInGB: 20 });
  });
});
