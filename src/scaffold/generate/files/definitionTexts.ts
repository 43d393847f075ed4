import type {
  CreateModelCommandInput,
  CreateProcessingJobCommandInput,
  CreateTrainingJobCommandInput,
} from '@aws-sdk/client-sagemaker';
import type { ChannelSource } from '../samples/sampleData';

type WithoutRole<T> = Omit<T, 'RoleArn' | 'ExecutionRoleArn'>;

const seconds = 3600;

/** What the definitions of a container have in common. */
export interface ContainerFacts {
  readonly name: string;
  /** `file://` and the folder, or a Dockerfile in it. */
  readonly image: string;
  readonly needsGpu: boolean;
}

function machine({ needsGpu }: ContainerFacts): 'ml.g4dn.xlarge' | 'ml.m5.large' {
  return needsGpu ? 'ml.g4dn.xlarge' : 'ml.m5.large';
}

/** What a training job tells its program. */
export interface TrainingWords {
  /** As the job has them: texts. */
  readonly hyperparameters: Readonly<Record<string, string>>;
  /** Variables of the environment whose values nobody knows. */
  readonly variables: readonly string[];
}

/** The request of a training job. */
export function trainingJobText(
  facts: ContainerFacts,
  channels: readonly ChannelSource[],
  { hyperparameters, variables }: TrainingWords,
): string {
  const request: WithoutRole<CreateTrainingJobCommandInput> = {
    TrainingJobName: facts.name,
    AlgorithmSpecification: { TrainingImage: facts.image, TrainingInputMode: 'File' },
    ...(Object.keys(hyperparameters).length > 0 && { HyperParameters: { ...hyperparameters } }),
    InputDataConfig: channels.map(({ channel, path }) => ({
      ChannelName: channel,
      DataSource: {
        S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `file://${path}`, S3DataDistributionType: 'FullyReplicated' },
      },
    })),
    ...(variables.length > 0 && { Environment: Object.fromEntries(variables.map((name) => [name, 'value'])) }),
    OutputDataConfig: { S3OutputPath: 'file://artifacts' },
    ResourceConfig: { InstanceType: machine(facts), InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: seconds },
  };
  return text(request);
}

/** The request of a model. @param data `file://` of an archive or a training job; none where the image brings its model */
export function modelText(facts: ContainerFacts, data: string | undefined): string {
  const request: WithoutRole<CreateModelCommandInput> = {
    ModelName: facts.name,
    PrimaryContainer: { Image: facts.image, ...(data !== undefined && { ModelDataUrl: data }) },
  };
  return text(request);
}

/** A request to that model, which must be answered with 200. */
export function invocationText({ name }: ContainerFacts, contentType: string, body: string): string {
  return text({
    EndpointName: `file://../${name}.model.json`,
    ContentType: contentType,
    Accept: 'application/json',
    Body: body,
    Expect: { StatusCode: 200 },
  });
}

/** What a processing job is started with, and what it reads and writes. */
export interface ProcessingUse {
  readonly entrypoint: readonly string[];
  readonly arguments: readonly string[];
  /** Names below /opt/ml/processing, with their data in the folder. */
  readonly inputs: readonly (readonly [name: string, path: string])[];
  readonly outputs: readonly string[];
}

/** The request of a processing job. */
export function processingJobText(facts: ContainerFacts, use: ProcessingUse): string {
  const request: WithoutRole<CreateProcessingJobCommandInput> = {
    ProcessingJobName: facts.name,
    AppSpecification: {
      ImageUri: facts.image,
      ContainerEntrypoint: [...use.entrypoint],
      ...(use.arguments.length > 0 && { ContainerArguments: [...use.arguments] }),
    },
    ProcessingInputs: use.inputs.map(([name, path]) => ({
      InputName: name,
      S3Input: {
        S3Uri: `file://${path}`,
        LocalPath: `/opt/ml/processing/${name}`,
        S3DataType: 'S3Prefix',
        S3InputMode: 'File',
      },
    })),
    ProcessingOutputConfig: {
      Outputs: use.outputs.map((name) => ({
        OutputName: name,
        S3Output: {
          S3Uri: `file://processed/${name}`,
          LocalPath: `/opt/ml/processing/${name}`,
          S3UploadMode: 'EndOfJob',
        },
      })),
    },
    ProcessingResources: { ClusterConfig: { InstanceType: machine(facts), InstanceCount: 1, VolumeSizeInGB: 10 } },
    StoppingCondition: { MaxRuntimeInSeconds: seconds },
  };
  return text(request);
}

function text(request: object): string {
  return `${JSON.stringify(request, null, 2)}\n`;
}
