import assert from 'node:assert/strict';
import type { CreateEndpointConfigInput, ProductionVariant } from '@aws-sdk/client-sagemaker';
import type { EndpointConfigDefinition, EndpointDefinition } from '../../../src/definitions/definition';
import { definitionBehind, resolveEndpoint, resolveEndpointConfig } from '../../../src/definitions/resolveEndpoint';
import { modelPlan } from '../local/plans';

const place = { projectRoot: '/p', style: 'posix' } as const;
const variant: ProductionVariant = { VariantName: 'blue', ModelName: 'file://models/car.model.json' };
const config = (
  own: Partial<CreateEndpointConfigInput> = {},
  change: Partial<ProductionVariant> = {},
): EndpointConfigDefinition => ({
  kind: 'endpoint-config',
  path: '/p/car.endpoint-config.json',
  text: '',
  request: { ProductionVariants: [{ ...variant, ...change }], ...own },
});
const endpoint = (request: EndpointDefinition['request'] = {}): EndpointDefinition => ({
  kind: 'endpoint',
  path: '/p/cars.endpoint.json',
  text: '',
  request,
});

describe('definitionBehind', () => {
  it('is the configuration of an endpoint, and the model of a configuration', () => {
    const reference = { EndpointConfigName: 'file://car.endpoint-config.json' };
    assert.equal(definitionBehind(endpoint(reference), place), '/p/car.endpoint-config.json');
    assert.equal(definitionBehind(config(), place), '/p/models/car.model.json');
  });

  for (const [what, definition, message] of [
    ['a configuration by its name', endpoint({ EndpointConfigName: 'mine' }), /EndpointConfigName mine/],
    ['a model by its name', config({}, { ModelName: 'mine' }), /ModelName mine/],
    ['several variants', config({ ProductionVariants: [variant, variant] }), /several variants/],
    ['shadow variants', config({ ShadowProductionVariants: [variant] }), /ShadowProductionVariants/],
    [
      'a serverless variant',
      config({}, { ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } }),
      /Serverless/,
    ],
    ['an explainer', config({ ExplainerConfig: {} }), /ExplainerConfig/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => definitionBehind(definition, place), { code: 'local.unsupported', message });
    });
  }
});

describe('an asynchronous endpoint', () => {
  const output = { S3OutputPath: 's3://cars/out', NotificationConfig: { ErrorTopic: 'arn:aws:sns:us-east-1:1:x' } };
  const later = (OutputConfig: object) => config({ AsyncInferenceConfig: { OutputConfig } });
  const kept = { ...place, account: '/p/.sagemaker' };

  it('needs the local AWS endpoint', () =>
    assert.throws(() => definitionBehind(later(output), place), {
      code: 'local.unsupported',
      message: /AsyncInference/,
    }));
  it('needs a place for answers', () =>
    assert.throws(() => definitionBehind(later({}), kept), { code: 'local.unsupported', message: /S3OutputPath/ }));
  it('has its configuration in its plan, and tells what of it has no effect', () => {
    assert.equal(definitionBehind(later(output), kept), '/p/models/car.model.json');
    const plan = resolveEndpointConfig(later(output), modelPlan());
    assert.deepEqual(plan.asynchronous, { OutputConfig: output });
    assert.deepEqual(plan.notReproduced, ['NotificationConfig (nobody is notified)']);
  });
});

describe('resolveEndpointConfig', () => {
  it('serves the model as its one variant, with its time to start', () => {
    const model = modelPlan();
    const plan = resolveEndpointConfig(config({}, { ContainerStartupHealthCheckTimeoutInSeconds: 60 }), model);
    assert.deepEqual(plan, {
      ...model,
      definition: '/p/car.endpoint-config.json',
      name: 'car',
      variant: 'blue',
      endpointConfig: 'car',
      startupTimeoutSeconds: 60,
    });
    assert.equal(resolveEndpointConfig(config({ EndpointConfigName: 'mine' }), model).name, 'mine');
    assert.equal(resolveEndpointConfig(config(), model).startupTimeoutSeconds, 480);
  });

  it('isolates the network when it or the model says so', () => {
    assert.equal(resolveEndpointConfig(config({ EnableNetworkIsolation: true }), modelPlan()).isolated, true);
    assert.equal(resolveEndpointConfig(config(), modelPlan({ isolated: true })).isolated, true);
  });

  it('tells what has no effect here', () => {
    const own = { VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] } };
    const change = { InstanceType: 'ml.m5.large', InitialInstanceCount: 2, VolumeSizeInGB: 8 } as const;
    assert.deepEqual(resolveEndpointConfig(config(own, change), modelPlan({ notReproduced: ['x'] })).notReproduced, [
      'x',
      "ml.m5.large (this machine's CPU, memory and disk)",
      'InitialInstanceCount 2 (one instance)',
      "VolumeSizeInGB (this machine's disk)",
      'VpcConfig (no VPC)',
    ]);
  });
});

describe('resolveEndpoint', () => {
  it('has its own name or that of its file', () => {
    const plan = resolveEndpointConfig(config(), modelPlan());
    assert.equal(resolveEndpoint(endpoint({ EndpointName: 'mine' }), plan).name, 'mine');
    const { name, definition, endpointConfig } = resolveEndpoint(endpoint(), plan);
    assert.deepEqual([name, definition, endpointConfig], ['cars', '/p/cars.endpoint.json', 'car']);
  });
});
