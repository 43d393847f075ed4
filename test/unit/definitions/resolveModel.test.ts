import assert from 'node:assert/strict';
import type { ContainerDefinition, CreateModelInput } from '@aws-sdk/client-sagemaker';
import { resolveDefinition } from '../../../src/definitions/resolveDefinition';
import { resolveModel } from '../../../src/definitions/resolveModel';

const place = { projectRoot: '/p', style: 'posix' } as const;
const folders = { isDirectory: (path: string) => path === '/p/image' };
const resolve = (request: Partial<CreateModelInput>) =>
  resolveModel({ kind: 'model', path: '/p/car.model.json', text: '', request }, place, folders);
const only = (request: Partial<CreateModelInput>) => {
  const [first] = resolve(request).containers;
  assert.ok(first);
  return first;
};
const container = (own: ContainerDefinition = {}) => ({ PrimaryContainer: { Image: 'file://image', ...own } });

describe('resolveModel', () => {
  it('builds the image of its only container, however that is written', () => {
    const image = { kind: 'build', context: '/p/image', dockerfile: 'Dockerfile' };
    assert.deepEqual(only(container()).image, image);
    assert.deepEqual(only({ Containers: [{ Image: 'file://image' }] }).image, image);
  });

  it('takes the name of the request, else that of the file', () => {
    assert.equal(resolve({ ...container(), ModelName: 'mine' }).name, 'mine');
    assert.equal(resolve(container()).name, 'car');
  });

  it('brings code that a toolkit would fetch where a folder stands in for S3', () => {
    const Environment = { SAGEMAKER_SUBMIT_DIRECTORY: 's3://cars/sourcedir.tar.gz' };
    const definition = {
      kind: 'model',
      path: '/p/car.model.json',
      text: '',
      request: container({ Environment }),
    } as const;
    const { containers, notReproduced } = resolveModel(definition, { ...place, account: '/p/.sagemaker' }, folders);
    assert.equal(containers[0]?.code, '/p/.sagemaker/s3/cars/sourcedir.tar.gz');
    assert.match(notReproduced.join(), /^SAGEMAKER_SUBMIT_DIRECTORY \(unpacked beforehand/);
    assert.equal(only(container({ Environment })).code, undefined);
  });

  it('finds an archive, or the training job that makes one', () => {
    assert.deepEqual(only(container({ ModelDataUrl: 'file://model.tar.gz' })).modelData, {
      kind: 'archive',
      path: '/p/model.tar.gz',
    });
    assert.deepEqual(only(container({ ModelDataUrl: 'file://car.training-job.json' })).modelData, {
      kind: 'training-job',
      definition: '/p/car.training-job.json',
    });
    assert.equal(only(container()).modelData, undefined);
  });

  it('I26, I30: takes the models of a multi-model container from a folder, and keeps them unless told otherwise', () => {
    const many = { Mode: 'MultiModel', ModelDataUrl: 'file://models' } as const;
    const { modelData, models } = only(container(many));
    assert.deepEqual([modelData, models], [undefined, { path: '/p/models', keeps: true }]);
    const cached = (ModelCacheSetting: 'Enabled' | 'Disabled') =>
      only(container({ ...many, MultiModelConfig: { ModelCacheSetting } })).models?.keeps;
    assert.deepEqual([cached('Enabled'), cached('Disabled')], [true, false]);
    assert.throws(() => resolve(container({ ...many, ModelDataUrl: 's3://b/models/' })), { code: 'local.s3' });
  });

  it('takes environment and isolation over', () => {
    const plan = resolve({ ...container({ Environment: { A: 'b' } }), EnableNetworkIsolation: true });
    assert.deepEqual(plan.containers[0]?.environment, { A: 'b' });
    assert.equal(plan.isolated, true);
  });

  it('refuses an archive in S3', () => {
    assert.throws(() => resolve(container({ ModelDataUrl: 's3://b/model.tar.gz' })), {
      code: 'local.s3',
      message: /ModelDataUrl is s3:/,
    });
  });

  it('I20: takes all containers of a pipeline, named or numbered, and how they are called', () => {
    const hostnames = (request: Partial<CreateModelInput>) =>
      resolve(request).containers.map(({ hostname }) => hostname);
    const numbered = { Containers: [{ Image: 'a' }, { Image: 'b' }] };
    const named = { Containers: ['x', 'y'].map((ContainerHostname) => ({ Image: 'a', ContainerHostname })) };
    assert.deepEqual(hostnames(numbered), ['container-1', 'container-2']);
    assert.deepEqual(hostnames(named), ['x', 'y']);
    assert.equal(resolve(numbered).mode, 'Serial');
    assert.equal(resolve({ ...named, InferenceExecutionConfig: { Mode: 'Direct' } }).mode, 'Direct');
  });

  it('tells a shortfall of several containers once', () => {
    const ImageConfig = { RepositoryAccessMode: 'Vpc' } as const;
    const Containers = [
      { Image: 'a', ImageConfig },
      { Image: 'b', ImageConfig },
    ];
    assert.deepEqual(resolve({ Containers }).notReproduced, ['ImageConfig (no private registry)']);
  });

  const refused: readonly (readonly [what: string, request: Partial<CreateModelInput>, message: RegExp])[] = [
    ['no container', {}, /without a container/],
    [
      'a container of a pipeline that is called as a log stream of ours',
      { Containers: ['x', 'Ping'].map((ContainerHostname) => ({ Image: 'a', ContainerHostname })) },
      /ContainerHostname Ping, the name of a log stream/,
    ],
    [
      'ModelDataSource',
      container({
        ModelDataSource: { S3DataSource: { S3Uri: 's3://b/', S3DataType: 'S3Prefix', CompressionType: 'None' } },
      }),
      /ModelDataSource/,
    ],
    [
      'AdditionalModelDataSources',
      container({ AdditionalModelDataSources: [{ ChannelName: 'x', S3DataSource: undefined }] }),
      /AdditionalModelDataSources/,
    ],
    ['a model package', container({ ModelPackageName: 'arn' }), /ModelPackageName/],
  ];
  for (const [what, request, message] of refused) {
    it(`refuses ${what}`, () => assert.throws(() => resolve(request), { code: 'local.unsupported', message }));
  }

  it('tells what has no effect here', () => {
    const plan = resolve({
      ...container({ ImageConfig: { RepositoryAccessMode: 'Vpc' } }),
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
    });
    assert.deepEqual(plan.notReproduced, ['VpcConfig (no VPC)', 'ImageConfig (no private registry)']);
  });
});

describe('resolveDefinition', () => {
  it('sends fixtures to invoke', () => {
    const fixture = { kind: 'invocation', path: '/p/a.invocation.json', text: '', request: {} } as const;
    assert.throws(() => resolveDefinition(fixture, place, folders), {
      code: 'definition.kind',
      action: /sagemaker-containers invoke \/p\/a\.invocation\.json/,
    });
  });

  it('names what can not be run here yet, and what can', () => {
    const tuning = { kind: 'tuning-job', path: '/p/a.tuning-job.json', text: '', request: {} } as const;
    assert.throws(() => resolveDefinition(tuning, place, folders), {
      code: 'local.unsupported',
      message: /\/p\/a\.tuning-job\.json/,
      action: /training-job\.json/,
    });
  });
});
