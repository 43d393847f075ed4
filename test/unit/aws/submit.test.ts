import assert from 'node:assert/strict';
import { judgeManifest } from '../../../src/aws/images/manifest';
import { machinesOf, machinesText } from '../../../src/aws/submit/cost';
import type { DefinitionNode } from '../../../src/aws/submit/definitionTree';
import { finalRequest } from '../../../src/aws/submit/finalRequest';
import { isNameOf, nameFor } from '../../../src/aws/submit/names';
import { operations } from '../../../src/aws/submit/operations';

const at = new Date('2026-01-02T03:04:05.678Z');

describe('names on AWS', () => {
  it('are new for each job, and short where the service wants them short', () => {
    assert.equal(nameFor(operations['training-job'], 'car', {}, at), 'car-2026-01-02-03-04-05-678');
    const tuning = nameFor(operations['tuning-job'], 'a-name-that-is-longer-than-the-limit', {}, at);
    assert.ok(tuning.length <= 32 && tuning.endsWith('-260102030405'), tuning);
  });

  it('of models are the same for the same request, whatever the order of its fields', () => {
    const name = nameFor(operations.model, 'car', { a: 1, b: { c: 2, d: [3] } }, at);
    assert.equal(nameFor(operations.model, 'car', { b: { d: [3], c: 2 }, a: 1 }, new Date(0)), name);
    assert.notEqual(nameFor(operations.model, 'car', { b: { d: [4], c: 2 }, a: 1 }, at), name);
  });

  it('are known again, and not taken for those of another definition', () => {
    const long = 'x'.repeat(63);
    assert.ok(isNameOf('car', 'car-2026-01-02-03-04-05-678'));
    assert.ok(isNameOf(long, nameFor(operations['training-job'], long, {}, at)));
    assert.ok(isNameOf('car', 'car'));
    assert.ok(!isNameOf('car', 'car-big-2026-01-02-03-04-05-678'));
    assert.ok(!isNameOf('car', 'my-car-2026-01-02-03-04-05-678'));
  });
});

function node(kind: 'training-job' | 'processing-job' | 'model', request: object): DefinitionNode {
  return { path: '/x', kind, operation: operations[kind], request: { ...request }, base: 'x', targets: [] };
}

const completion = { valueOf: () => 's3://b/data', roleArn: 'arn:role', outputPrefix: 's3://b/out' };

describe('the request that is sent', () => {
  it('has what only AWS needs, and keeps what the definition says', () => {
    const request = finalRequest(
      node('training-job', {
        TrainingJobName: 'mine',
        AlgorithmSpecification: { TrainingImage: 'i' },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2 },
        Tags: [{ Key: 'team', Value: 'a' }],
      }),
      completion,
    );
    assert.deepEqual(request, {
      AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: 'i' },
      ResourceConfig: { InstanceCount: 2, VolumeSizeInGB: 30, InstanceType: 'ml.m5.large' },
      OutputDataConfig: { S3OutputPath: 's3://b/out' },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      RoleArn: 'arn:role',
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: 'created-by', Value: 'sagemaker-containers' },
      ],
    });
  });

  it('has values in the places of references, deep in lists too, and leaves the definition as it is', () => {
    const definition = node('training-job', { InputDataConfig: [{ a: 1 }, { Source: { S3Uri: 'file://data' } }] });
    const target = { kind: 'input', path: '/data' } as const;
    const request = finalRequest(
      { ...definition, targets: [{ place: ['InputDataConfig', 1, 'Source', 'S3Uri'], target }] },
      completion,
    );
    assert.deepEqual(request['InputDataConfig'], [{ a: 1 }, { Source: { S3Uri: 's3://b/data' } }]);
    assert.deepEqual(definition.request['InputDataConfig'], [{ a: 1 }, { Source: { S3Uri: 'file://data' } }]);
  });

  it('keeps the role of the definition', () => {
    const request = finalRequest(node('model', { ExecutionRoleArn: 'arn:own' }), completion);
    assert.equal(request['ExecutionRoleArn'], 'arn:own');
  });
});

describe('what a request costs at most', () => {
  const text = (kind: DefinitionNode['kind'], request: Record<string, unknown>) =>
    machinesOf(kind, request).map(machinesText);

  it('is machines by time for jobs, and their number for tuning', () => {
    const job = {
      ResourceConfig: { InstanceType: 'ml.p3.2xlarge', InstanceCount: 2 },
      StoppingCondition: { MaxRuntimeInSeconds: 5400 },
    };
    assert.deepEqual(text('training-job', job), ['2 × ml.p3.2xlarge for up to 1.5 h']);
    const tuning = {
      HyperParameterTuningJobConfig: { ResourceLimits: { MaxNumberOfTrainingJobs: 10 } },
      TrainingJobDefinition: job,
    };
    assert.deepEqual(text('tuning-job', tuning), ['2 × ml.p3.2xlarge for up to 15 h']);
  });

  it('is without end for endpoints, and nothing for serverless ones', () => {
    const ProductionVariants = [{ InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }, { ServerlessConfig: {} }];
    assert.deepEqual(text('endpoint-config', { ProductionVariants }), ['1 × ml.m5.large until it is deleted']);
  });
});

describe('the manifest of an image', () => {
  const docker = 'application/vnd.docker.distribution.manifest.v2+json';
  const oci = 'application/vnd.oci.image.manifest.v1+json';
  const blob = (mediaType: string) => ({ mediaType, digest: 'sha256:1', size: 1 });
  const image = (layer: string) => JSON.stringify({ config: blob('c'), layers: [blob(layer)] });

  it('stays when it is in the format of Docker', () => {
    assert.deepEqual(judgeManifest('i', docker, image('l')), { kind: 'good' });
  });

  it('is said in the words of Docker when it is one of OCI', () => {
    const step = judgeManifest('i', oci, image('application/vnd.oci.image.layer.v1.tar+gzip'));
    assert.ok(step.kind === 'replace');
    const manifest = JSON.parse(step.text) as { mediaType: string; layers: { mediaType: string }[] };
    assert.equal(manifest.mediaType, docker);
    assert.equal(manifest.layers[0]?.mediaType, 'application/vnd.docker.image.rootfs.diff.tar.gzip');
  });

  it('of several platforms means the one for linux/amd64, not its attestation', () => {
    const list = (architecture: string) =>
      JSON.stringify({ manifests: [{ ...blob(oci), digest: 'sha256:2', platform: { os: 'linux', architecture } }] });
    assert.deepEqual(judgeManifest('i', oci, list('amd64')), { kind: 'inside', digest: 'sha256:2' });
    assert.throws(() => judgeManifest('i', oci, list('arm64')), { code: 'image.format' });
  });

  it('with layers that SageMaker does not read is refused', () => {
    assert.throws(() => judgeManifest('i', oci, image('application/vnd.oci.image.layer.v1.tar+zstd')), {
      code: 'image.format',
    });
  });
});
