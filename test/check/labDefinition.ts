import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../docker/local/project';
import { changed } from './brokenContainer';
import type { WrittenContainer } from './containerLab';

const source = (path: string) => ({ S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `file://${path}` } });

/** Write the definition that says what a container is for, and its data. */
export function writeDefinition(project: Project, name: string, container: WrittenContainer): void {
  project.write(`${name}/data/rows.csv`, '1,2\n3,4\n');
  if (container.use === 'processing') mkdirSync(join(project.root, name, 'out'), { recursive: true });
  const { kind, request } = definitionOf(container);
  project.write(`${name}/car.${kind}.json`, changed(JSON.stringify(request, undefined, 2), container.definition ?? []));
}

function definitionOf(container: WrittenContainer): { readonly kind: string; readonly request: object } {
  switch (container.use) {
    case 'training':
      return { kind: 'training-job', request: trainingJob(container) };
    case 'marketplace':
      return { kind: 'algorithm', request: algorithm() };
    case 'processing':
      return { kind: 'processing-job', request: processingJob() };
    default:
      return { kind: 'model', request: { PrimaryContainer: { Image: 'file://image', ...modelData(container) } } };
  }
}

function modelData({ use, model }: WrittenContainer): object {
  if (use !== 'multi-model') return model === undefined ? {} : { ModelDataUrl: 'file://model.tar.gz' };
  return { Mode: 'MultiModel', ModelDataUrl: model === undefined ? 's3://bucket/models/' : 'file://models/' };
}

function trainingJob({ metric, text }: WrittenContainer): object {
  return {
    AlgorithmSpecification: {
      TrainingImage: 'file://image',
      TrainingInputMode: 'File',
      ...(metric !== undefined && { MetricDefinitions: [{ Name: 'rows', Regex: metric }] }),
    },
    HyperParameters: { epochs: '3', ...(text !== undefined && { mode: text }) },
    InputDataConfig: [{ ChannelName: 'train', DataSource: source('data') }],
  };
}

function processingJob(): object {
  const input = { S3DataType: 'S3Prefix', S3InputMode: 'File', LocalPath: '/opt/ml/processing/input' };
  const output = { S3UploadMode: 'EndOfJob', LocalPath: '/opt/ml/processing/output' };
  return {
    AppSpecification: { ImageUri: 'file://image' },
    ProcessingInputs: [{ InputName: 'rows', S3Input: { S3Uri: 'file://data', ...input } }],
    ProcessingOutputConfig: { Outputs: [{ OutputName: 'count', S3Output: { S3Uri: 'file://out', ...output } }] },
  };
}

/** What a product of the Marketplace is made of, with the training that validates it. */
function algorithm(): object {
  const InstanceType = 'ml.m5.large';
  return {
    AlgorithmName: 'car',
    TrainingSpecification: {
      TrainingImage: 'file://image',
      SupportedTrainingInstanceTypes: [InstanceType],
      SupportedHyperParameters: [{ Name: 'epochs', Type: 'Integer', DefaultValue: '3' }],
      TrainingChannels: [
        { Name: 'train', IsRequired: true, SupportedContentTypes: ['text/csv'], SupportedInputModes: ['File'] },
      ],
    },
    ValidationSpecification: {
      ValidationRole: 'arn:aws:iam::123456789012:role/validation',
      ValidationProfiles: [
        {
          ProfileName: 'small',
          TrainingJobDefinition: {
            TrainingInputMode: 'File',
            HyperParameters: { epochs: '3' },
            InputDataConfig: [{ ChannelName: 'train', DataSource: source('data') }],
            OutputDataConfig: { S3OutputPath: 's3://bucket/output' },
            ResourceConfig: { InstanceType, InstanceCount: 1, VolumeSizeInGB: 10 },
            StoppingCondition: { MaxRuntimeInSeconds: 600 },
          },
        },
      ],
    },
  };
}
