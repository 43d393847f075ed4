import * as vscode from 'vscode';

/** A definition file to start from. */
export interface DefinitionTemplate extends vscode.QuickPickItem {
  readonly suffix: string;
  /** Proposed name. */
  readonly name: string;
  readonly request: (name: string) => object;
}

/** The smallest requests that run. */
export function definitionTemplates(): readonly DefinitionTemplate[] {
  return [
    {
      label: vscode.l10n.t('Training job'),
      detail: vscode.l10n.t('Runs the train program of an image on your data.'),
      suffix: '.training-job.json',
      name: 'train',
      request: trainingJob,
    },
    {
      label: vscode.l10n.t('Processing job'),
      detail: vscode.l10n.t('Runs an image that turns data into other data.'),
      suffix: '.processing-job.json',
      name: 'process',
      request: processingJob,
    },
    {
      label: vscode.l10n.t('Model'),
      detail: vscode.l10n.t('Serves what a training job has made.'),
      suffix: '.model.json',
      name: 'serve',
      request: (name) => ({
        ModelName: name,
        PrimaryContainer: { Image: 'file://image', ModelDataUrl: 'file://train.training-job.json' },
      }),
    },
    {
      label: vscode.l10n.t('Transform job'),
      detail: vscode.l10n.t('Sends the records of files to a model and keeps its answers.'),
      suffix: '.transform-job.json',
      name: 'transform',
      request: transformJob,
    },
    {
      label: vscode.l10n.t('Fixture'),
      detail: vscode.l10n.t('Sends a request to a model and compares the answer.'),
      suffix: '.invocation.json',
      name: 'first',
      request: () => ({
        EndpointName: 'file://serve.model.json',
        ContentType: 'text/csv',
        Body: '1,2,3\n',
        Expect: { StatusCode: 200 },
      }),
    },
  ];
}

function trainingJob(name: string): object {
  const source = { S3DataType: 'S3Prefix', S3Uri: 'file://data/train', S3DataDistributionType: 'FullyReplicated' };
  return {
    TrainingJobName: name,
    AlgorithmSpecification: { TrainingImage: 'file://image', TrainingInputMode: 'File' },
    HyperParameters: {},
    InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: source } }],
    OutputDataConfig: { S3OutputPath: 'file://artifacts' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  };
}

function processingJob(name: string): object {
  const input = {
    S3Uri: 'file://data',
    LocalPath: '/opt/ml/processing/input',
    S3DataType: 'S3Prefix',
    S3InputMode: 'File',
  };
  const output = { S3Uri: 'file://prepared', LocalPath: '/opt/ml/processing/output', S3UploadMode: 'EndOfJob' };
  return {
    ProcessingJobName: name,
    AppSpecification: { ImageUri: 'file://image' },
    ProcessingInputs: [{ InputName: 'data', S3Input: input }],
    ProcessingOutputConfig: { Outputs: [{ OutputName: 'prepared', S3Output: output }] },
    ProcessingResources: { ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 } },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  };
}

function transformJob(name: string): object {
  const source = { S3DataType: 'S3Prefix', S3Uri: 'file://data/transform' };
  return {
    TransformJobName: name,
    ModelName: 'file://serve.model.json',
    MaxPayloadInMB: 6,
    BatchStrategy: 'MultiRecord',
    TransformInput: { DataSource: { S3DataSource: source }, ContentType: 'text/csv', SplitType: 'Line' },
    TransformOutput: { S3OutputPath: 'file://predictions', Accept: 'text/csv', AssembleWith: 'Line' },
    TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
  };
}
