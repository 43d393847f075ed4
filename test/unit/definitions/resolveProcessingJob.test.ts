import assert from 'node:assert/strict';
import type { CreateProcessingJobRequest, ProcessingInput, ProcessingOutput } from '@aws-sdk/client-sagemaker';
import { resolveProcessingJob } from '../../../src/definitions/resolveProcessingJob';

const folders = { isDirectory: (path: string) => path === '/p/jobs/image' };

function resolve(request: Partial<CreateProcessingJobRequest>) {
  return resolveProcessingJob(
    { kind: 'processing-job', path: '/p/jobs/my rows.processing-job.json', text: '', request },
    { projectRoot: '/p', style: 'posix' },
    folders,
  );
}

const input = (s3: object, own: object = {}) =>
  ({
    InputName: 'rows',
    S3Input: { S3Uri: 'file://data', S3DataType: 'S3Prefix', LocalPath: '/opt/ml/processing/in', ...s3 },
    ...own,
  }) as ProcessingInput;
const output = (s3: object, own: object = {}) =>
  ({
    OutputName: 'out',
    S3Output: { S3Uri: 'file://out', LocalPath: '/opt/ml/processing/out', S3UploadMode: 'EndOfJob', ...s3 },
    ...own,
  }) as ProcessingOutput;
const reading = (...ProcessingInputs: ProcessingInput[]) => resolve({ ProcessingInputs });
const writing = (...Outputs: ProcessingOutput[]) => resolve({ ProcessingOutputConfig: { Outputs } });

describe('resolveProcessingJob', () => {
  it('takes what the request says, and otherwise what the service would', () => {
    const plain = resolve({ AppSpecification: { ImageUri: 'file://image' } });
    assert.deepEqual(
      [plain.name, plain.image, plain.environment, plain.isolated, plain.maxRuntimeSeconds, plain.notReproduced],
      ['my-rows', { kind: 'build', context: '/p/jobs/image', dockerfile: 'Dockerfile' }, {}, false, 86_400, []],
    );
    const full = resolve({
      ProcessingJobName: 'mine',
      Environment: { A: 'b' },
      NetworkConfig: { EnableNetworkIsolation: true },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    });
    assert.deepEqual(
      [full.name, full.environment, full.isolated, full.maxRuntimeSeconds],
      ['mine', { A: 'b' }, true, 60],
    );
  });

  it('finds inputs and outputs on this machine', () => {
    assert.deepEqual(reading(input({ S3Uri: 'file://../data', LocalPath: '/opt/ml/processing//in/' })).inputs, [
      { name: 'rows', source: '/p/data', target: '/opt/ml/processing/in' },
    ]);
    assert.deepEqual(writing(output({ S3UploadMode: 'Continuous' })).outputs, [
      { name: 'out', target: '/opt/ml/processing/out', folder: '/p/jobs/out', continuous: true },
    ]);
  });

  it('keeps outputs that would go to S3 with the job, and says so', () => {
    const { outputs, notReproduced } = writing(output({ S3Uri: 's3://b/out' }));
    assert.deepEqual(outputs, [{ name: 'out', target: '/opt/ml/processing/out', continuous: false }]);
    assert.match(notReproduced.join(), /s3:\/\/b\/out \(output out stays with the job\)/);
  });

  it('P4: does nothing for what the program manages itself, and says that it has no credentials', () => {
    const { inputs, outputs, notReproduced } = resolve({
      ProcessingInputs: [
        input({ S3Uri: 's3://b/in', S3InputMode: 'Pipe', LocalPath: undefined }, { AppManaged: true }),
        { InputName: 'set', AppManaged: true, DatasetDefinition: {} },
      ],
      ProcessingOutputConfig: { Outputs: [output({ S3Uri: 's3://b/out' }, { AppManaged: true })] },
    });
    assert.deepEqual([inputs, outputs], [[], []]);
    assert.match(notReproduced.join(), /^AppManaged \(/);
  });

  it('names all that has no effect here', () => {
    const { notReproduced } = resolve({
      ExperimentConfig: { ExperimentName: 'x' },
      NetworkConfig: { EnableInterContainerTrafficEncryption: true, VpcConfig: { SecurityGroupIds: [], Subnets: [] } },
      ProcessingOutputConfig: { Outputs: [], KmsKeyId: 'k' },
      ProcessingResources: {
        ClusterConfig: { InstanceType: 'ml.p3.2xlarge', InstanceCount: 1, VolumeSizeInGB: 1, VolumeKmsKeyId: 'k' },
      },
    });
    assert.deepEqual(
      notReproduced.map((line) => line.split(' ')[0]),
      [
        'ExperimentConfig',
        'VpcConfig',
        'EnableInterContainerTrafficEncryption',
        'KmsKeyId',
        'VolumeKmsKeyId',
        'ml.p3.2xlarge',
      ],
    );
  });

  const refused: readonly (readonly [what: string, run: () => unknown, code: string, message: RegExp])[] = [
    ['Pipe mode', () => reading(input({ S3InputMode: 'Pipe' })), 'local.unsupported', /Pipe mode \(input rows\)/],
    ['Gzip', () => reading(input({ S3CompressionType: 'Gzip' })), 'local.unsupported', /Gzip/],
    ['manifests', () => reading(input({ S3DataType: 'ManifestFile' })), 'local.unsupported', /ManifestFile/],
    [
      'sharding',
      () => reading(input({ S3DataDistributionType: 'ShardedByS3Key' })),
      'local.unsupported',
      /ShardedByS3Key/,
    ],
    [
      'datasets',
      () => reading({ InputName: 'set', DatasetDefinition: {} }),
      'local.unsupported',
      /DatasetDefinition \(input set\)/,
    ],
    ['data in S3', () => reading(input({ S3Uri: 's3://b/in' })), 'local.s3', /input rows is s3:\/\/b\/in/],
    [
      'files for a program that fetches its input itself',
      () => reading(input({}, { AppManaged: true })),
      'local.unsupported',
      /AppManaged input rows/,
    ],
    [
      'folders for a program that stores its output itself',
      () => writing(output({}, { AppManaged: true })),
      'local.unsupported',
      /AppManaged output out/,
    ],
    [
      'feature stores',
      () => writing({ OutputName: 'f', AppManaged: true, FeatureStoreOutput: { FeatureGroupName: 'x' } }),
      'local.unsupported',
      /FeatureStoreOutput/,
    ],
    [
      'an input inside an output',
      () =>
        resolve({
          ProcessingInputs: [input({ LocalPath: '/opt/ml/processing/out/in' })],
          ProcessingOutputConfig: { Outputs: [output({})] },
        }),
      'local.unsupported',
      /input rows inside that of output out/,
    ],
    ['ways out of the project', () => writing(output({ S3Uri: 'file://../../x' })), 'reference.escapes', /leads out/],
  ];
  for (const [what, run, code, message] of refused) it(`refuses ${what}`, () => assert.throws(run, { code, message }));
});
