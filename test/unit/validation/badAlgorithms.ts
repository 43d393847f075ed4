import { channel, type BadRequest, type Json } from './goodRequests';

type Rest = [code: string, marked: string, sentence: RegExp];

const metric = { Name: 'accuracy', Regex: 'accuracy=([0-9.]+)' };
const algorithmRequest = (change: Json = {}, rest: Json = {}): Json => ({
  AlgorithmName: 'car',
  TrainingSpecification: {
    TrainingImage: 'file://image',
    SupportedTrainingInstanceTypes: ['ml.m5.large'],
    SupportsDistributedTraining: false,
    TrainingChannels: [
      { Name: 'train', IsRequired: true, SupportedContentTypes: ['text/csv'], SupportedInputModes: ['File'] },
    ],
    MetricDefinitions: [metric],
    SupportedTuningJobObjectiveMetrics: [{ Type: 'Maximize', MetricName: 'accuracy' }],
    ...change,
  },
  ...rest,
});
const integer = (change: Json = {}): Json => ({
  Name: 'depth',
  Type: 'Integer',
  Range: { IntegerParameterRangeSpecification: { MinValue: '1', MaxValue: '9' } },
  ...change,
});
const parameter = (what: string, change: Json, ...rest: Rest): BadRequest => [
  what,
  'algorithm',
  algorithmRequest({ SupportedHyperParameters: [integer(change)] }),
  ...rest,
];
const profile = (what: string, change: Json, ...rest: Rest): BadRequest => [
  what,
  'algorithm',
  algorithmRequest(
    {},
    {
      ValidationSpecification: {
        ValidationRole: 'arn:aws:iam::123456789012:role/SageMaker',
        ValidationProfiles: [
          {
            ProfileName: 'one',
            TrainingJobDefinition: {
              TrainingInputMode: 'File',
              InputDataConfig: [channel('train')],
              OutputDataConfig: { S3OutputPath: 's3://b/out' },
              ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
              StoppingCondition: { MaxRuntimeInSeconds: 60 },
              ...change,
            },
          },
        ],
      },
    },
  ),
  ...rest,
];

const packageContainers: Json = {
  InferenceSpecification: {
    Containers: [{ Image: 'file://image' }],
    SupportedContentTypes: ['text/csv'],
    SupportedResponseMIMETypes: ['text/csv'],
  },
};
const pack = (what: string, request: Json, ...rest: Rest): BadRequest => [what, 'model-package', request, ...rest];
export const badAlgorithms: readonly BadRequest[] = [
  ['an algorithm without a specification', 'algorithm', { AlgorithmName: 'a' }, 'A1', '{', /TrainingSpecification/],
  [
    'an algorithm without a profile of its validation',
    'algorithm',
    algorithmRequest(
      {},
      {
        ValidationSpecification: {
          ValidationRole: 'arn:aws:iam::123456789012:role/SageMaker',
          ValidationProfiles: [],
        },
      },
    ),
    'A5',
    '[',
    /at least 1/,
  ],
  pack(
    'a package with an answer that is no type',
    {
      ModelPackageName: 'a',
      InferenceSpecification: {
        Containers: [{ Image: 'file://image' }],
        SupportedContentTypes: ['text/csv'],
        SupportedResponseMIMETypes: ['csv'],
      },
    },
    'A4',
    '"csv"',
    /must be of the form/,
  ),
  parameter(
    'a default of what is required',
    { IsRequired: true, DefaultValue: '1' },
    'A2',
    '"DefaultValue"',
    /exclude each other/,
  ),
  parameter('a default out of range', { DefaultValue: '10' }, 'A2', '"10"', /no value that it may have/),
  parameter(
    'a range of another type',
    { Type: 'Continuous' },
    'A2',
    '"IntegerParameterRangeSpecification"',
    /of type Continuous/,
  ),
  parameter(
    'a range of free text',
    { Type: 'FreeText' },
    'A2',
    '"IntegerParameterRangeSpecification"',
    /of type FreeText/,
  ),
  parameter(
    'a range that ends before it begins',
    { Range: { IntegerParameterRangeSpecification: { MinValue: '9', MaxValue: '1' } } },
    'A2',
    '"9"',
    /in order/,
  ),
  [
    'two hyperparameters of a name',
    'algorithm',
    algorithmRequest({ SupportedHyperParameters: [integer(), integer()] }),
    'A2',
    '"depth"',
    /twice/,
  ],
  [
    'an objective that no metric is',
    'algorithm',
    algorithmRequest({ SupportedTuningJobObjectiveMetrics: [{ Type: 'Maximize', MetricName: 'acc' }] }),
    'A3',
    '"acc"',
    /not among MetricDefinitions/,
  ],
  profile(
    'a validation on another type',
    { ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 1 } },
    'A3',
    '"ml.m5.xlarge"',
    /not among SupportedTrainingInstanceTypes/,
  ),
  profile(
    'a validation on two instances',
    { ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1 } },
    'A3',
    '2',
    /SupportsDistributedTraining is false/,
  ),
  profile('a validation without a channel', { InputDataConfig: [channel('test')] }, 'A3', '[', /no channel "train"/),
  pack(
    'a package with name and group',
    { ...packageContainers, ModelPackageName: 'a', ModelPackageGroupName: 'b' },
    'A6',
    '"ModelPackageName"',
    /both/,
  ),
  pack('a package of nothing', { ModelPackageName: 'a' }, 'A6', '{', /no containers/),
  pack(
    'a version for the marketplace',
    { ...packageContainers, ModelPackageGroupName: 'b', CertifyForMarketplace: true },
    'A6',
    'true',
    /packages by themselves/,
  ),
  pack(
    'a package with two sources',
    {
      ...packageContainers,
      ModelPackageName: 'a',
      SourceAlgorithmSpecification: { SourceAlgorithms: [{ AlgorithmName: 'x' }] },
    },
    'A6',
    '"SourceAlgorithmSpecification"',
    /both/,
  ),
];

export const goodAlgorithms: readonly (readonly [what: string, kind: string, request: Json])[] = [
  [
    'an algorithm',
    'algorithm',
    algorithmRequest({
      SupportedHyperParameters: [integer({ DefaultValue: '3' }), { Name: 'note', Type: 'FreeText', IsRequired: true }],
    }),
  ],
  ['a package', 'model-package', { ModelPackageName: 'a', ...packageContainers }],
  ['a version of a group', 'model-package', { ModelPackageGroupName: 'a', ...packageContainers }],
];
