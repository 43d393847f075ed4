import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { useProject } from '../docker/local/project';
import type { TextChange } from './brokenContainer';
import { checkTarget, complaints, told, writeContainer } from './containerLab';

const metric = { Name: 'rows', Regex: 'rows=([0-9]+)' };
const tuningJob = {
  HyperParameterTuningJobConfig: {
    Strategy: 'Random',
    HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: metric.Name },
    ResourceLimits: { MaxNumberOfTrainingJobs: 4, MaxParallelTrainingJobs: 2 },
    ParameterRanges: {
      IntegerParameterRanges: [{ Name: 'epochs', MinValue: '2', MaxValue: '9' }],
      ContinuousParameterRanges: [{ Name: 'rate', MinValue: '1', MaxValue: '9' }],
    },
  },
  TrainingJobDefinition: {
    AlgorithmSpecification: { TrainingImage: 'file://image', TrainingInputMode: 'File', MetricDefinitions: [metric] },
    InputDataConfig: [
      { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data' } } },
    ],
    OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
  },
};

describe('a check of a tuning job', function () {
  this.timeout(300_000);
  const project = useProject();

  /** The good training with a change, checked as a tuning job starts it. */
  async function checked(name: string, changes: readonly TextChange[]) {
    const folder = await writeContainer(project(), name, { use: 'training', changes });
    rmSync(join(folder, 'car.training-job.json'));
    project().write(`${name}/car.tuning-job.json`, JSON.stringify(tuningJob));
    return checkTarget(project(), join(folder, 'car.tuning-job.json'));
  }

  it('trains with a value of each range, and looks for the metric', async () => {
    const rules = await checked('tuned', []);
    assert.deepEqual(complaints(rules), [], told(rules));
    assert.equal(rules.find(({ rule }) => rule === 'T64')?.verdict, 'pass', told(rules));
  });

  const refuses =
    '        for name in values:\n            if name not in ("epochs", "rate"):\n                raise ValueError(f"unknown: {name}")\n';
  it('finds a program that refuses the name of the metric, or a number that is not whole', async () => {
    const strict: TextChange = ['    mode = values', `${refuses.replace(/^ {4}/gm, '')}    mode = values`];
    const rules = await checked('strict', [strict]);
    assert.deepEqual(complaints(rules), ['fail T51'], told(rules));
    assert.match(told(rules), /unknown: _tuning_objective_metric/);
    const whole = await checked('whole', [['    mode = values', '    int(values["rate"])\n    mode = values']]);
    assert.deepEqual(complaints(whole), ['fail T51'], told(whole));
  });
});
