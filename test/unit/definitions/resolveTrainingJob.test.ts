import assert from 'node:assert/strict';
import type { Channel, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { resolveTrainingJob } from '../../../src/definitions/resolveTrainingJob';

const place = { projectRoot: '/p', style: 'posix' } as const;
const folders = { isDirectory: (path: string) => ['/p/jobs/image', '/p/jobs/out', '/other/image'].includes(path) };

function resolve(request: Partial<CreateTrainingJobRequest>, more: { readonly account?: string } = {}) {
  return resolveTrainingJob(
    { kind: 'training-job', path: '/p/jobs/my car.training-job.json', text: '', request },
    { ...place, ...more },
    folders,
  );
}

const algorithm = (own: object) => ({ AlgorithmSpecification: { TrainingInputMode: 'File', ...own } }) as const;
const channel = (s3: object, own: object = {}): { InputDataConfig: Channel[] } => ({
  InputDataConfig: [
    {
      ChannelName: 'train',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data', ...s3 } },
      ...own,
    },
  ],
});

describe('resolveTrainingJob', () => {
  it('takes the name of the request, else one made of that of the file', () => {
    assert.equal(resolve({ TrainingJobName: 'mine' }).name, 'mine');
    assert.equal(resolve({}).name, 'my-car');
  });

  const images: readonly (readonly [image: string, plan: object])[] = [
    ['file://image', { kind: 'build', context: '/p/jobs/image', dockerfile: 'Dockerfile' }],
    ['file://./image', { kind: 'build', context: '/p/jobs/image', dockerfile: 'Dockerfile' }],
    ['file:///other/image', { kind: 'build', context: '/other/image', dockerfile: 'Dockerfile' }],
    ['file://image/Dockerfile.gpu', { kind: 'build', context: '/p/jobs/image', dockerfile: 'Dockerfile.gpu' }],
    ['file://../Dockerfile', { kind: 'build', context: '/p', dockerfile: 'Dockerfile' }],
    ['python:3.11-slim', { kind: 'name', name: 'python:3.11-slim' }],
    [
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/car@sha256:abc',
      { kind: 'name', name: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/car@sha256:abc' },
    ],
  ];
  for (const [TrainingImage, plan] of images) {
    it(`understands the image ${TrainingImage}`, () =>
      assert.deepEqual(resolve(algorithm({ TrainingImage })).image, plan));
  }

  describe('code that a toolkit would fetch (T41, T45)', () => {
    const stored = { account: '/p/.sagemaker' };
    const coded = (value: string) => ({ HyperParameters: { sagemaker_submit_directory: value } });
    const uri = 's3://cars/run/sourcedir.tar.gz';

    for (const value of [uri, JSON.stringify(uri)]) {
      it(`is found where a folder stands in for S3, written as ${value}`, () => {
        const plan = resolve(coded(value), stored);
        assert.equal(plan.code, '/p/.sagemaker/s3/cars/run/sourcedir.tar.gz');
        assert.match(plan.notReproduced.join(), /sagemaker_submit_directory \(unpacked beforehand/);
      });
    }

    it('is left to the toolkit everywhere else', () => {
      assert.equal(resolve(coded(uri)).code, undefined);
      for (const value of ['/opt/ml/code', '"s3://cars/folder/"', '17', '']) {
        assert.equal(resolve(coded(value), stored).code, undefined, value);
      }
    });

    it('is refused where its key can be no path', () => {
      assert.throws(() => resolve(coded('s3://cars/../x.tar.gz'), stored), { code: 'local.s3' });
    });
  });

  it('finds channels on this machine', () => {
    const { channels } = resolve({
      InputDataConfig: [
        ...channel({ S3Uri: 'file://../data/train' }).InputDataConfig,
        ...channel({ S3Uri: 'file:///big/data.csv' }, { ChannelName: 'big' }).InputDataConfig,
      ],
    });
    assert.deepEqual(channels, [
      { name: 'train', source: '/p/data/train' },
      { name: 'big', source: '/big/data.csv' },
    ]);
  });

  it('writes artifacts to a folder of this machine only where the request names one', () => {
    assert.equal(resolve({ OutputDataConfig: { S3OutputPath: 'file://out' } }).output, '/p/jobs/out');
    const plan = resolve({ OutputDataConfig: { S3OutputPath: 's3://bucket/out' } });
    assert.equal(plan.output, undefined);
    assert.match(plan.notReproduced.join(), /S3OutputPath s3:\/\/bucket\/out/);
  });

  it('T57: has a day of time where the request says nothing', () => {
    assert.equal(resolve({}).maxRuntimeSeconds, 86_400);
    assert.equal(resolve({ StoppingCondition: { MaxRuntimeInSeconds: 5 } }).maxRuntimeSeconds, 5);
  });

  it('takes environment and isolation over', () => {
    const plan = resolve({ Environment: { A: 'b' }, EnableNetworkIsolation: true });
    assert.deepEqual(plan.environment, { A: 'b' });
    assert.equal(plan.isolated, true);
    assert.equal(resolve({}).isolated, false);
  });

  const refused: readonly (readonly [what: string, request: Partial<CreateTrainingJobRequest>, message: RegExp])[] = [
    ['AlgorithmName', algorithm({ AlgorithmName: 'arn:aws:sagemaker:…' }), /AlgorithmName/],
    ['spot', { EnableManagedSpotTraining: true }, /EnableManagedSpotTraining/],
    ['checkpoints', { CheckpointConfig: { S3Uri: 'file://x' } }, /CheckpointConfig/],
    [
      'Pipe mode of the job',
      { ...algorithm({ TrainingInputMode: 'Pipe' }), ...channel({}) },
      /Pipe mode \(channel train\)/,
    ],
    ['FastFile mode of a channel', channel({}, { InputMode: 'FastFile' }), /FastFile mode \(channel train\)/],
    ['a manifest', channel({ S3DataType: 'ManifestFile' }), /S3DataType ManifestFile \(channel train\)/],
    ['sharding', channel({ S3DataDistributionType: 'ShardedByS3Key' }), /ShardedByS3Key \(channel train\)/],
    [
      'a file system',
      { InputDataConfig: [{ ChannelName: 'nfs', DataSource: { FileSystemDataSource: undefined } }] },
      /\(channel nfs\)/,
    ],
  ];
  for (const [what, request, message] of refused) {
    it(`refuses ${what}, with its place and the next step`, () => {
      assert.throws(
        () => resolve(request),
        (error: Error & { code?: string; action?: string }) => {
          assert.equal(error.code, 'local.unsupported');
          assert.match(error.message, message);
          assert.match(error.message, /^\/p\/jobs\/my car\.training-job\.json: /);
          assert.match(error.action ?? '', /\w+.*\.$/);
          return true;
        },
      );
    });
  }

  it("lets a channel's own File mode win over the job's", () => {
    const request = { ...algorithm({ TrainingInputMode: 'Pipe' }), ...channel({}, { InputMode: 'File' }) };
    assert.equal(resolve(request).channels.length, 1);
  });

  it('refuses data in S3, naming the channel', () => {
    assert.throws(() => resolve(channel({ S3Uri: 's3://b/train' })), {
      code: 'local.s3',
      message: /channel train is s3:\/\/b\/train/,
    });
    assert.throws(() => resolve(channel({ S3Uri: undefined })), {
      code: 'local.s3',
      message: /channel train is missing/,
    });
  });

  it('refuses a relative reference out of the project', () => {
    assert.throws(() => resolve(channel({ S3Uri: 'file://../../secret' })), { code: 'reference.escapes' });
    assert.throws(() => resolve(algorithm({ TrainingImage: 'file://../../image' })), { code: 'reference.escapes' });
    assert.throws(() => resolve({ OutputDataConfig: { S3OutputPath: 'file://../../out' } }), {
      code: 'reference.escapes',
    });
  });

  it('tells what has no effect here, and nothing about what is not set', () => {
    assert.deepEqual(resolve({ EnableInterContainerTrafficEncryption: false }).notReproduced, []);
    const plan = resolve({
      RetryStrategy: { MaximumRetryAttempts: 2 },
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
      ResourceConfig: { InstanceType: 'ml.m5.large', VolumeSizeInGB: 1 },
    });
    assert.deepEqual(plan.notReproduced, [
      'VpcConfig (no VPC)',
      'RetryStrategy (no retries)',
      "ml.m5.large (this machine's CPU, memory and disk)",
    ]);
  });
});
