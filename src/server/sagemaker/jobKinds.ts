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
  readonly defaults: Readonly<Record<string, unknown>>;
  /** What is said of a name that no job has. */
  readonly unknown: (name: string) => string;
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
    defaults: {
      EnableNetworkIsolation: false,
      EnableInterContainerTrafficEncryption: false,
      EnableManagedSpotTraining: false,
    },
    unknown: () => 'Requested resource not found.',
  },
  {
    kind: 'processing-job',
    stem: 'ProcessingJob',
    endTime: 'ProcessingEndTime',
    summary: ['FailureReason', 'ExitMessage'],
    required: ['ProcessingJobName', 'ProcessingResources', 'AppSpecification', 'RoleArn'],
    defaults: {},
    unknown: (name) => `Could not find requested job with name: ${name}`,
  },
  {
    kind: 'transform-job',
    stem: 'TransformJob',
    endTime: 'TransformEndTime',
    summary: ['FailureReason'],
    required: ['TransformJobName', 'ModelName', 'TransformInput', 'TransformOutput', 'TransformResources'],
    defaults: {},
    unknown: (name) => `Could not find requested job with name: ${name}`,
  },
];
