import assert from 'node:assert/strict';
import type { JobState } from '../../../src/jobs/jobState';
import { describer } from '../../../src/local/jobs/describeJob';
import { processingPlan } from './plans';

const second = (n: number) => Date.UTC(2030, 0, 1, 0, 0, n);
const request = { AppSpecification: { ImageUri: 'file://image' }, Environment: { A: 'b' } };
const describe_ = describer(processingPlan({ request }), 'eu-west-1', ['no VPC']);
const running: JobState = {
  name: 'rows-2',
  kind: 'processing-job',
  definition: '/p/rows.processing-job.json',
  status: 'InProgress',
  secondaryStatus: 'Processing',
  transitions: [
    { status: 'Starting', startedAt: second(0), endedAt: second(1) },
    { status: 'Processing', startedAt: second(1) },
  ],
  artifacts: [],
  streams: ['algo-1'],
  metrics: {},
  engine: 'docker',
  createdAt: second(0),
};
const always = {
  ...request,
  ProcessingJobName: 'rows-2',
  ProcessingJobArn: 'arn:aws:sagemaker:eu-west-1:000000000000:processing-job/rows-2',
  CreationTime: '2030-01-01T00:00:00.000Z',
  ProcessingStartTime: '2030-01-01T00:00:01.000Z',
  NotReproduced: ['no VPC'],
};

describe('describer of a processing job', () => {
  it('gives DescribeProcessingJob of one that runs', () => {
    assert.deepEqual(describe_(running), {
      ...always,
      ProcessingJobStatus: 'InProgress',
      LastModifiedTime: '2030-01-01T00:00:01.000Z',
    });
  });

  it('gives DescribeProcessingJob of one that has failed, with what it had to say', () => {
    const transitions = [...running.transitions, { status: 'Failed', startedAt: second(5) }];
    const failed = { ...running, status: 'Failed', transitions, exitMessage: 'no rows', failureReason: 'exit code: 1' };
    assert.deepEqual(describe_(failed), {
      ...always,
      ProcessingJobStatus: 'Failed',
      ExitMessage: 'no rows',
      FailureReason: 'exit code: 1',
      ProcessingEndTime: '2030-01-01T00:00:05.000Z',
      LastModifiedTime: '2030-01-01T00:00:05.000Z',
    });
  });
});
