/** What happens to a job, in order. Every stream of events ends with exactly one `end`. */
export type JobEvent = StatusEvent | LogEvent | MetricEvent | ArtifactEvent | ConnectionEvent | EndEvent;

interface Happened {
  /** Name of the job or endpoint. */
  readonly job: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

export interface StatusEvent extends Happened {
  readonly kind: 'status';
  /** `TrainingJobStatus`, `ProcessingJobStatus`, `TransformJobStatus` or `EndpointStatus` of the API. */
  readonly status: string;
  /** `SecondaryStatus` of the API; other jobs go through the same phases, with `Processing` or `Transforming` in the place of `Training`. Endpoints have none. */
  readonly secondaryStatus?: string;
  /** What this status means now, one sentence. */
  readonly message?: string;
  readonly failureReason?: string;
  /** What a processing job had to say at its end. */
  readonly exitMessage?: string;
  /** Where an endpoint that is in service answers. */
  readonly url?: string;
}

export interface LogEvent extends Happened {
  readonly kind: 'log';
  /** `algo-1`, `AllTraffic`, on AWS also an instance's id, or one of ours: `build` (image build), `ping` (health checks), `platform` (what we have to say), `data-log` (what happened to the data of a transform job). */
  readonly stream: string;
  /** Absent where a line comes from a log file, which keeps the order but not the source. */
  readonly source?: 'stdout' | 'stderr';
  /** One line without its newline. */
  readonly line: string;
  /** Lines that were written after it are told already: it came late. */
  readonly late?: boolean;
  /** Older lines of its stream were left out, since only the last ones are wanted. Of jobs of AWS. */
  readonly isCut?: boolean;
}

export interface MetricEvent extends Happened {
  readonly kind: 'metric';
  readonly name: string;
  readonly value: number;
  /** The instance that said it, for example `algo-1`; absent where a platform does not tell. */
  readonly host?: string;
}

export interface ArtifactEvent extends Happened {
  readonly kind: 'artifact';
  /** File name, for example `model.tar.gz`. */
  readonly name: string;
  /** Absolute path on this machine, or an S3 URI. */
  readonly path: string;
  /** Absent where nobody has looked. */
  readonly bytes?: number;
}

/** Whoever follows can't see the job for now, or can again. It says nothing about the job itself. */
export interface ConnectionEvent extends Happened {
  readonly kind: 'connection';
  readonly online: boolean;
  /** What kind of failure it is, as of an `AppError`, for example `aws.expired`. */
  readonly code?: string;
  /** What keeps it from being seen, one sentence. */
  readonly message?: string;
  /** What somebody can do about it, for example sign in again. */
  readonly action?: string;
}

export interface EndEvent extends Happened {
  readonly kind: 'end';
  /** The API's Describe response: DescribeTrainingJob, DescribeEndpoint or their like. */
  readonly describe: Readonly<Record<string, unknown>>;
}
