import fc from 'fast-check';

const good = {
  'training-job': {
    TrainingJobName: 'car',
    AlgorithmSpecification: {
      TrainingImage: 'file://image',
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'loss', Regex: '(a)' }],
      ContainerArguments: ['train'],
    },
    HyperParameters: { epochs: '10' },
    InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 'file://data' } } }],
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 },
  },
  'processing-job': {
    ProcessingJobName: 'car',
    AppSpecification: { ImageUri: 'file://image', ContainerEntrypoint: ['python3'], ContainerArguments: ['-v'] },
    Environment: { A: 'b' },
    ProcessingInputs: [
      {
        InputName: 'rows',
        AppManaged: false,
        S3Input: {
          S3Uri: 'file://data',
          LocalPath: '/opt/ml/processing/in',
          S3DataType: 'S3Prefix',
          S3InputMode: 'File',
        },
      },
    ],
    ProcessingOutputConfig: {
      Outputs: [
        {
          OutputName: 'out',
          S3Output: { S3Uri: 'file://out', LocalPath: '/opt/ml/processing/out', S3UploadMode: 'EndOfJob' },
        },
      ],
    },
    ProcessingResources: { ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 } },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
  },
  'transform-job': {
    TransformJobName: 'car',
    ModelName: 'file://car.model.json',
    MaxConcurrentTransforms: 2,
    MaxPayloadInMB: 6,
    BatchStrategy: 'MultiRecord',
    ModelClientConfig: { InvocationsMaxRetries: 1 },
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data' } },
      ContentType: 'text/csv',
      SplitType: 'Line',
    },
    TransformOutput: { S3OutputPath: 'file://out', Accept: 'text/csv', AssembleWith: 'Line' },
    DataProcessing: { InputFilter: '$[1:]', JoinSource: 'Input', OutputFilter: '$' },
    TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
  },
  model: { PrimaryContainer: { Image: 'file://image', ModelDataUrl: 'file://model.tar.gz', Environment: { A: 'b' } } },
  invocation: { EndpointName: 'car', Body: 'x', Expect: { StatusCode: 200, BodyMatches: 'x' } },
  'tuning-job': {
    HyperParameterTuningJobConfig: {
      Strategy: 'Grid',
      HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'loss' },
      ResourceLimits: { MaxNumberOfTrainingJobs: 2, MaxParallelTrainingJobs: 2 },
      ParameterRanges: {
        IntegerParameterRanges: [{ Name: 'a', MinValue: '1', MaxValue: '2', ScalingType: 'Logarithmic' }],
        CategoricalParameterRanges: [{ Name: 'booster', Values: ['dart', 'x'] }],
      },
    },
    TrainingJobDefinition: {
      StaticHyperParameters: { num_round: '10', updater: 'prune', monotone_constraints: '(1)' },
      AlgorithmSpecification: {
        TrainingImage: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1',
        TrainingInputMode: 'File',
      },
    },
  },
  'endpoint-config': {
    ProductionVariants: [{ VariantName: 'a', ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } }],
    VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  },
  algorithm: {
    AlgorithmName: 'car',
    TrainingSpecification: {
      TrainingImage: 'file://image',
      SupportedTrainingInstanceTypes: ['ml.m5.large'],
      TrainingChannels: [{ Name: 'a', SupportedContentTypes: ['a'], SupportedInputModes: ['File'] }],
      SupportedHyperParameters: [
        {
          Name: 'a',
          Type: 'Integer',
          Range: { IntegerParameterRangeSpecification: { MinValue: '1', MaxValue: '2' } },
          DefaultValue: '1',
        },
      ],
    },
  },
  'model-package': {
    ModelPackageName: 'a',
    InferenceSpecification: { Containers: [{ Image: 'file://image', Environment: { PASSWORD: 'abcdefghij' } }] },
  },
  hyperparameters: { num_round: '10', eta: '0.1', objective: 'reg:squarederror', sagemaker_program: 'train.py' },
} as const;

/** Kinds of request that there is one of here. */
export const spoiltKinds = Object.keys(good) as readonly (keyof typeof good)[];

/** Values of every type, and some that are special somewhere. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    '',
    'file://',
    'file://../..',
    'file://%',
    '\u0000',
    '\u{1F600}',
    [],
    {},
    [null],
    { a: 1 },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** `value` with one place of it exchanged, removed or doubled. */
function spoilt(value: unknown, way: readonly number[], replacement: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined || typeof value !== 'object' || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return replacement;
  const copy: Record<string, unknown> = { ...value };
  copy[key] = spoilt(copy[key], rest, replacement);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

/** Requests of a kind that are right but for one place; a few are right altogether. */
export function spoiltRequest(kind: keyof typeof good): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.array(fc.nat(20), { maxLength: 6 }), odd)
    .map(([way, replacement]) => spoilt(good[kind], way, replacement));
}
