import assert from 'node:assert/strict';
import type { CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';
import type { TransformJobDefinition } from '../../../src/definitions/definition';
import { resolveTransformJob, transformModel } from '../../../src/definitions/resolveTransformJob';
import { containerPlan, modelPlan } from '../local/plans';

const place = { projectRoot: '/p', style: 'posix' } as const;
const source = (S3Uri: string, S3DataType: 'S3Prefix' | 'ManifestFile' = 'S3Prefix') => ({
  DataSource: { S3DataSource: { S3DataType, S3Uri } },
});

function definition(own: Partial<CreateTransformJobRequest> = {}): TransformJobDefinition {
  const request = { ModelName: 'file://car.model.json', TransformInput: source('file://data'), ...own };
  return { kind: 'transform-job', path: '/p/jobs/all.transform-job.json', text: '', request };
}

const plan = (own: Partial<CreateTransformJobRequest> = {}, model = modelPlan()) =>
  resolveTransformJob(definition(own), model, place);

describe('the plan of a transform job', () => {
  it('D31: needs no more than a model and an input', () => {
    const { request: _request, model: _model, ...rest } = plan();
    assert.deepEqual(rest, {
      kind: 'transform-job',
      definition: '/p/jobs/all.transform-job.json',
      name: 'all',
      isolated: false,
      environment: { SAGEMAKER_BATCH: 'true' },
      input: { kind: 'prefix', path: '/p/jobs/data', gzip: false, boundary: '/p' },
      splitType: 'None',
      assembleWith: 'None',
      parameters: {},
      client: { timeoutSeconds: 600, maxRetries: 3 },
      notReproduced: [],
    });
  });

  it('holds what the request says', () => {
    const made = plan({
      TransformJobName: 'night',
      MaxConcurrentTransforms: 2,
      TransformInput: {
        ...source('file://keys.manifest', 'ManifestFile'),
        ContentType: 'text/csv',
        SplitType: 'Line',
        CompressionType: 'Gzip',
      },
      TransformOutput: { S3OutputPath: 'file:///out', Accept: 'text/csv', AssembleWith: 'Line' },
      DataProcessing: { JoinSource: 'Input' },
    });
    assert.equal(made.name, 'night');
    assert.deepEqual(made.input, { kind: 'manifest', path: '/p/jobs/keys.manifest', gzip: true, boundary: '/p' });
    assert.equal(made.output, '/out');
    assert.deepEqual(made.parameters, { maxConcurrentTransforms: 2 });
    assert.deepEqual(
      [made.splitType, made.assembleWith, made.contentType, made.accept],
      ['Line', 'Line', 'text/csv', 'text/csv'],
    );
    assert.deepEqual(made.processing, { format: 'csv', inputFilter: '$', joinSource: 'Input', outputFilter: '$' });
  });

  it('says what has no effect here, that of the model too', () => {
    const { notReproduced } = plan(
      {
        TransformOutput: { S3OutputPath: 's3://bucket/out', KmsKeyId: 'key' },
        TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 3 },
        DataCaptureConfig: { DestinationS3Uri: 's3://bucket/captured' },
      },
      modelPlan({ notReproduced: ['VpcConfig (no VPC)'] }),
    );
    assert.deepEqual(notReproduced, [
      'VpcConfig (no VPC)',
      'DataCaptureConfig (no requests are captured)',
      'KmsKeyId (outputs are not encrypted)',
      "ml.m5.large (this machine's CPU, memory and disk)",
      'InstanceCount 3 (one container goes through all files)',
      'S3OutputPath s3://bucket/out (outputs stay with the job)',
    ]);
  });

  it('is refused for what is not here', () => {
    assert.throws(() => plan({ TransformInput: source('s3://bucket/data') }), { code: 'local.s3' });
    assert.throws(() => plan({}, modelPlan({ mode: 'Direct' })), { code: 'local.unsupported', message: /Direct/ });
    const many = { ...containerPlan(), models: { path: '/p/models', keeps: true } };
    assert.throws(() => plan({}, modelPlan({ containers: [many] })), { message: /a multi-model container/ });
  });

  it('takes the model of another definition', () => {
    assert.equal(transformModel(definition(), place), '/p/jobs/car.model.json');
    assert.throws(() => transformModel(definition({ ModelName: 'car' }), place), {
      code: 'local.unsupported',
      message: /ModelName car/,
    });
  });
});
