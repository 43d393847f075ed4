/** A project with a definition of every operation that can be submitted, by file name. */
const channel = (name: string, folder: string, type = 'S3Prefix') => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: type, S3Uri: `file://${folder}` } },
});

const training = {
  AlgorithmSpecification: {
    ...{ TrainingImage: 'file://image', TrainingInputMode: 'File' },
    MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
  },
  InputDataConfig: [channel('train', 'data')],
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 },
};

const range = { Name: 'depth', MinValue: '1', MaxValue: '9', ScalingType: 'Auto' };
const objective = { Type: 'Minimize', MetricName: 'loss' };

const inference = {
  Containers: [{ Image: 'file://image', ModelDataUrl: 'file://model.tar.gz' }],
  SupportedContentTypes: ['text/csv'],
  SupportedResponseMIMETypes: ['text/csv'],
};

const variant = (config: object) => ({ VariantName: 'AllTraffic', ModelName: 'file://chain.model.json', ...config });

export const everyDefinition: Readonly<Record<string, object | string>> = {
  'image/Dockerfile':
    'FROM python:3.11-slim\nLABEL sagemaker-containers.test=submit-every\nCOPY train /usr/local/bin/train\n',
  'image/train': '#!/bin/sh\n',
  'data/a.csv': 'a\n',
  'model.tar.gz': 'not read here',
  'lists/files.manifest': '[{"prefix": "file://../data/"}, "a.csv"]',
  'lists/augmented.manifest':
    '{"source-ref": "file://../data/a.csv", "label": 1}\n{"source-ref": "s3://there/b", "label": 0}\n',

  'train.training-job.json': training,
  'lists.training-job.json': {
    ...training,
    InputDataConfig: [
      channel('listed', 'lists/files.manifest', 'ManifestFile'),
      {
        ...channel('labelled', 'lists/augmented.manifest', 'AugmentedManifestFile'),
        InputMode: 'Pipe',
        DataSource: {
          S3DataSource: {
            ...{ S3DataType: 'AugmentedManifestFile', S3Uri: 'file://lists/augmented.manifest' },
            AttributeNames: ['source-ref', 'label'],
          },
        },
      },
    ],
  },
  'named.training-job.json': {
    ...training,
    AlgorithmSpecification: { AlgorithmName: 'file://cars.algorithm.json', TrainingInputMode: 'File' },
  },
  'clean.processing-job.json': {
    AppSpecification: {
      ImageUri: 'file://image',
      ContainerEntrypoint: ['python3', '/opt/ml/processing/code/clean.py'],
    },
    ProcessingInputs: [
      {
        InputName: 'raw',
        S3Input: {
          ...{ S3Uri: 'file://data', LocalPath: '/opt/ml/processing/raw' },
          ...{ S3DataType: 'S3Prefix', S3InputMode: 'File' },
        },
      },
    ],
    ProcessingOutputConfig: {
      Outputs: [
        {
          OutputName: 'clean',
          S3Output: { S3Uri: 'file://clean', LocalPath: '/opt/ml/processing/clean', S3UploadMode: 'EndOfJob' },
        },
      ],
    },
    ProcessingResources: { ClusterConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 20 } },
  },
  'search.tuning-job.json': {
    HyperParameterTuningJobConfig: {
      Strategy: 'Bayesian',
      ResourceLimits: { MaxNumberOfTrainingJobs: 6, MaxParallelTrainingJobs: 2 },
    },
    TrainingJobDefinitions: [
      {
        ...training,
        ...{ DefinitionName: 'deep', TuningObjective: objective },
        HyperParameterRanges: { IntegerParameterRanges: [range] },
        StoppingCondition: { MaxRuntimeInSeconds: 600 },
      },
      {
        ...training,
        ...{ DefinitionName: 'flat', TuningObjective: objective },
        HyperParameterRanges: { IntegerParameterRanges: [range] },
        OutputDataConfig: { S3OutputPath: 'file://models' },
      },
    ],
  },
  'chain.model.json': {
    Containers: [
      { Image: 'file://image', ContainerHostname: 'prepare' },
      { Image: 'file://image', ContainerHostname: 'predict', ModelDataUrl: 'file://model.tar.gz' },
    ],
  },
  'serverless.endpoint-config.json': {
    ProductionVariants: [variant({ ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 2 } })],
  },
  'async.endpoint-config.json': {
    ProductionVariants: [variant({ InstanceType: 'ml.g4dn.xlarge', InitialInstanceCount: 1 })],
    AsyncInferenceConfig: {
      OutputConfig: { S3OutputPath: 'file://answers', S3FailurePath: 'file://failures' },
      ClientConfig: { MaxConcurrentInvocationsPerInstance: 4 },
    },
  },
  'cars.endpoint.json': { EndpointName: 'every-cars', EndpointConfigName: 'file://serverless.endpoint-config.json' },
  'score.transform-job.json': {
    ModelName: 'file://chain.model.json',
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'ManifestFile', S3Uri: 'file://lists/files.manifest' } },
      ContentType: 'text/csv',
    },
    TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
  },
  'cars.algorithm.json': {
    TrainingSpecification: {
      ...{ TrainingImage: 'file://image', SupportedTrainingInstanceTypes: ['ml.m5.large'] },
      TrainingChannels: [{ Name: 'train', SupportedContentTypes: ['text/csv'], SupportedInputModes: ['File'] }],
    },
    ValidationSpecification: {
      ValidationProfiles: [
        {
          ProfileName: 'once',
          TrainingJobDefinition: {
            ...{ TrainingInputMode: 'File', InputDataConfig: [channel('train', 'data')] },
            OutputDataConfig: { S3OutputPath: 'file://tried' },
            ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
            StoppingCondition: { MaxRuntimeInSeconds: 60 },
          },
        },
      ],
    },
  },
  'cars.model-package.json': { ModelPackageName: 'cars', InferenceSpecification: inference },
  'version.model-package.json': {
    ...{ ModelPackageGroupName: 'cars-group', ModelApprovalStatus: 'PendingManualApproval' },
    InferenceSpecification: inference,
  },
};
