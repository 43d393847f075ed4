import { container, type BadRequest, type Json } from './goodRequests';

type Rest = [code: string, marked: string, sentence: RegExp];

const variant: Json = {
  VariantName: 'a',
  ModelName: 'car',
  InstanceType: 'ml.m5.large',
  InitialInstanceCount: 1,
};
const serverless: Json = {
  VariantName: 'a',
  ModelName: 'car',
  ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 },
};
const variants = (what: string, list: readonly Json[], ...rest: Rest): BadRequest => [
  what,
  'endpoint-config',
  { ProductionVariants: list },
  ...rest,
];

const pipeline = (what: string, list: readonly Json[], rest: Json, ...told: Rest): BadRequest => [
  what,
  'model',
  { Containers: list, ...rest },
  ...told,
];
export const badHosting: readonly BadRequest[] = [
  variants(
    'memory between steps',
    [{ ...serverless, ServerlessConfig: { MemorySizeInMB: 1500, MaxConcurrency: 1 } }],
    'I31',
    '1500',
    /steps of 1024/,
  ),
  variants(
    'more provisioned than allowed',
    [{ ...serverless, ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1, ProvisionedConcurrency: 2 } }],
    'I31',
    '2',
    /more than MaxConcurrency/,
  ),
  variants(
    'serverless machines',
    [{ ...serverless, InstanceType: 'ml.m5.large' }],
    'I31',
    '"InstanceType"',
    /no machines/,
  ),
  variants(
    'a variant on nothing',
    [{ VariantName: 'a', ModelName: 'car' }],
    'I31',
    '{',
    /neither InstanceType nor ServerlessConfig/,
  ),
  variants('two variants of a name', [variant, variant], 'L22', '"a"', /Two variants/),
  variants('weights of nothing', [{ ...variant, InitialVariantWeight: 0 }], 'L22', '0', /none of them/),
  [
    'an endpoint that answers later, and too many at once',
    'endpoint-config',
    {
      ProductionVariants: [{ VariantName: 'a', ModelName: 'm', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }],
      AsyncInferenceConfig: {
        OutputConfig: { S3OutputPath: 's3://b/o' },
        ClientConfig: { MaxConcurrentInvocationsPerInstance: 1_001 },
      },
    },
    'I33',
    '1001',
    /at most 1000/,
  ],
  [
    'a serverless endpoint for too many',
    'endpoint-config',
    { ProductionVariants: [{ ...serverless, ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 201 } }] },
    'I31',
    '201',
    /at most 200/,
  ],
  [
    'a serverless endpoint that answers later',
    'endpoint-config',
    { ProductionVariants: [serverless], AsyncInferenceConfig: { OutputConfig: { S3OutputPath: 's3://b/o' } } },
    'I31',
    '"AsyncInferenceConfig"',
    /does not go with/,
  ],
  pipeline(
    'sixteen containers',
    Array.from({ length: 16 }, () => container),
    {},
    'I20',
    '[',
    /at most 15/,
  ),
  pipeline(
    'two containers of many models',
    Array.from({ length: 2 }, () => ({ Image: 'a', Mode: 'MultiModel', ModelDataUrl: 's3://b/m/' })),
    {},
    'I26',
    '"MultiModel"',
    /at most one/,
  ),
  [
    'one archive for many models',
    'model',
    { PrimaryContainer: { Image: 'a', Mode: 'MultiModel', ModelDataUrl: 's3://b/m.tar.gz' } },
    'I26',
    '"s3://b/m.tar.gz"',
    /the prefix/,
  ],
  [
    'many models from nowhere',
    'model',
    { PrimaryContainer: { Image: 'a', Mode: 'MultiModel' } },
    'I26',
    '{',
    /no ModelDataUrl/,
  ],
];

export const goodHosting: readonly (readonly [what: string, kind: string, request: Json])[] = [
  ['a variant', 'endpoint-config', { ProductionVariants: [variant] }],
  ['a variant on Graviton', 'endpoint-config', { ProductionVariants: [{ ...variant, InstanceType: 'ml.m6g.large' }] }],
  ['a serverless variant', 'endpoint-config', { ProductionVariants: [serverless] }],
];
