import assert from 'node:assert/strict';
import type { JobState } from '../../../src/jobs/jobState';
import { describer } from '../../../src/local/jobs/describeJob';
import { containerPlan, modelPlan, trainingPlan } from './plans';

const second = (n: number) => Date.UTC(2030, 0, 1, 0, 0, n);
const training: JobState = {
  name: 'car',
  kind: 'training-job',
  definition: '/p/car.training-job.json',
  status: 'Completed',
  secondaryStatus: 'Completed',
  transitions: [
    { status: 'Starting', message: 'Preparing', startedAt: second(0), endedAt: second(1) },
    { status: 'Training', startedAt: second(1), endedAt: second(4) },
    { status: 'Uploading', startedAt: second(4), endedAt: second(5) },
    { status: 'Completed', startedAt: second(5) },
  ],
  artifacts: [
    { name: 'model.tar.gz', path: '/jobs/car/output/model.tar.gz', bytes: 5 },
    { name: 'output.tar.gz', path: '/jobs/car/output/output.tar.gz', bytes: 5 },
  ],
  streams: ['algo-1'],
  metrics: { accuracy: { value: 0.9, at: second(3) } },
  engine: 'docker',
  createdAt: second(0),
};
const request = { AlgorithmSpecification: { TrainingImage: 'file://image', TrainingInputMode: 'File' as const } };
const describe_ = describer(trainingPlan({ request }), 'eu-west-1', []);

describe('describer of a training job', () => {
  it('gives DescribeTrainingJob of a completed job', () => {
    assert.deepEqual(describe_(training), {
      ...request,
      TrainingJobName: 'car',
      TrainingJobArn: 'arn:aws:sagemaker:eu-west-1:000000000000:training-job/car',
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      ModelArtifacts: { S3ModelArtifacts: 'file:///jobs/car/output/model.tar.gz' },
      CreationTime: '2030-01-01T00:00:00.000Z',
      TrainingStartTime: '2030-01-01T00:00:01.000Z',
      TrainingEndTime: '2030-01-01T00:00:05.000Z',
      LastModifiedTime: '2030-01-01T00:00:05.000Z',
      SecondaryStatusTransitions: [
        {
          Status: 'Starting',
          StartTime: '2030-01-01T00:00:00.000Z',
          EndTime: '2030-01-01T00:00:01.000Z',
          StatusMessage: 'Preparing',
        },
        { Status: 'Training', StartTime: '2030-01-01T00:00:01.000Z', EndTime: '2030-01-01T00:00:04.000Z' },
        { Status: 'Uploading', StartTime: '2030-01-01T00:00:04.000Z', EndTime: '2030-01-01T00:00:05.000Z' },
        { Status: 'Completed', StartTime: '2030-01-01T00:00:05.000Z' },
      ],
      FinalMetricDataList: [{ MetricName: 'accuracy', Value: 0.9, Timestamp: '2030-01-01T00:00:03.000Z' }],
      TrainingTimeInSeconds: 4,
      BillableTimeInSeconds: 0,
    });
  });

  it('has no end and no times of training while the job runs', () => {
    const running = describe_({ ...training, status: 'InProgress', secondaryStatus: 'Training', artifacts: [] });
    for (const field of ['TrainingEndTime', 'TrainingTimeInSeconds', 'ModelArtifacts', 'FailureReason']) {
      assert.equal(field in running, false, field);
    }
  });

  it('tells why a job failed', () => {
    const failed = describe_({ ...training, status: 'Failed', secondaryStatus: 'Failed', failureReason: 'why' });
    assert.equal(failed['FailureReason'], 'why');
    assert.equal(failed['TrainingJobStatus'], 'Failed');
  });

  it('lists what a local run leaves out, where there is something', () => {
    assert.equal('NotReproduced' in describe_(training), false);
    assert.deepEqual(describer(trainingPlan(), 'eu-west-1', ['no VPC'])(training)['NotReproduced'], ['no VPC']);
  });
});

describe('describer of an endpoint', () => {
  const endpoint: JobState = {
    ...training,
    kind: 'endpoint',
    status: 'InService',
    transitions: [{ status: 'InService', startedAt: second(2) }],
  };

  it('gives DescribeEndpoint with its one variant', () => {
    const build = modelPlan({
      containers: [containerPlan({ image: { kind: 'build', context: '/p/my image', dockerfile: 'Dockerfile' } })],
    });
    assert.deepEqual(describer(build, 'eu-west-1', [])(endpoint), {
      EndpointName: 'car',
      EndpointArn: 'arn:aws:sagemaker:eu-west-1:000000000000:endpoint/car',
      EndpointConfigName: 'car',
      ProductionVariants: [
        {
          VariantName: 'AllTraffic',
          DeployedImages: [{ SpecifiedImage: 'file:///p/my%20image' }],
          CurrentInstanceCount: 1,
        },
      ],
      EndpointStatus: 'InService',
      CreationTime: '2030-01-01T00:00:00.000Z',
      LastModifiedTime: '2030-01-01T00:00:02.000Z',
    });
  });

  it('has no instance when it is not in service', () => {
    const { ProductionVariants } = describer(modelPlan(), 'eu-west-1', [])({ ...endpoint, status: 'Failed' });
    assert.deepEqual(ProductionVariants, [
      { VariantName: 'AllTraffic', DeployedImages: [{ SpecifiedImage: 'car:1' }], CurrentInstanceCount: 0 },
    ]);
  });
});
