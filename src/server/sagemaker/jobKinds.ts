import { isObject, type JsonObject } from '../jsonInput';
import type { CreatedKind } from './createRequest';

/** Kinds of jobs that run to an end. */
type BatchKind = 'training-job' | 'processing-job' | 'transform-job';

/** How the service calls what belongs to a kind of job. */
export interface JobKindFacts extends CreatedKind {
  readonly kind: BatchKind;
  /** Member of a Describe response with the time of its end, which is in summaries too. */
  readonly endTime: string;
  /** Members of a Describe response that are in a summary beside name, ARN, status and times. */
  readonly summary: readonly string[];
  /** What the service says of itself where the request said nothing. */
  readonly defaults: (described: JsonObject, name: string) => JsonObject;
  /** The same inside of members that the request has; the SageMaker SDK counts on some of it. */
  readonly innerDefaults: Readonly<Record<string, JsonObject>>;
  /** What is said of a name that no job has. */
  readonly unknown: (name: string) => string;
}

function modelLocation({ S3OutputPath: folder, CompressionType: compression }: JsonObject, name: string): string {
  const model = compression === 'NONE' ? 'model/' : 'model.tar.gz';
  return `${String(folder).replace(/\/$/, '')}/${name}/output/${model}`;
}

/** The facts of each kind. */
export const jobKinds: readonly JobKindFacts[] = [
  {
    kind: 'training-job',
    stem: 'TrainingJob',
    endTime: 'TrainingEndTime',
    summary: ['SecondaryStatus'],
    required: [
      'TrainingJobName',
      'AlgorithmSpecification',
      'RoleArn',
      'OutputDataConfig',
      'ResourceConfig',
      'StoppingCondition',
    ],
    defaults: ({ OutputDataConfig: output }, name) => ({
      EnableNetworkIsolation: false,
      EnableInterContainerTrafficEncryption: false,
      EnableManagedSpotTraining: false,
      // The service says from the beginning where a model will be, also of a job that fails before.
      ModelArtifacts: { S3ModelArtifacts: modelLocation(isObject(output) ? output : {}, name) },
    }),
    innerDefaults: { OutputDataConfig: { KmsKeyId: '' } },
    unknown: () => 'Requested resource not found.',
  },
  {
    kind: 'processing-job',
    stem: 'ProcessingJob',
    endTime: 'ProcessingEndTime',
    summary: ['FailureReason', 'ExitMessage'],
    required: ['ProcessingJobName', 'ProcessingResources', 'AppSpecification', 'RoleArn'],
    defaults: () => ({}),
    innerDefaults: {},
    unknown: (name) => `Could not find requested job with name: ${name}`,
  },
  {
    kind: 'transform-job',
    stem: 'TransformJob',
    endTime: 'TransformEndTime',
    summary: ['FailureReason'],
    required: ['TransformJobName', 'ModelName', 'TransformInput', 'TransformOutput', 'TransformResources'],
    defaults: () => ({}),
    innerDefaults: {
      TransformInput: { CompressionType: 'None', SplitType: 'None' },
      TransformOutput: { AssembleWith: 'None', KmsKeyId: '' },
    },
    unknown: (name) => `Could not find requested job with name: ${name}`,
  },
];
