import type { JobEvent, StatusEvent } from './jobEvent';

/** What a job or endpoint is; jobs are called as their definition files are. */
export type JobKind = 'training-job' | 'processing-job' | 'transform-job' | 'tuning-job' | 'endpoint';

/** Name of the field of its Describe response that holds the status. */
export const statusFields: Readonly<Record<JobKind, string>> = {
  'training-job': 'TrainingJobStatus',
  'processing-job': 'ProcessingJobStatus',
  'transform-job': 'TransformJobStatus',
  'tuning-job': 'HyperParameterTuningJobStatus',
  endpoint: 'EndpointStatus',
};

/** What is known of a job; every view is derived from it. */
export interface JobState {
  readonly name: string;
  readonly kind: JobKind;
  /** Name of it in all of AWS; absent for local jobs. Whoever asks for a job by this asks for exactly one. */
  readonly arn?: string;
  /** Absolute path of the definition file that it was started from; absent where that is not known, as on AWS. */
  readonly definition?: string;
  /** `TrainingJobStatus`, `ProcessingJobStatus`, `TransformJobStatus` or `EndpointStatus` of the API. */
  readonly status: string;
  readonly secondaryStatus?: string;
  readonly message?: string;
  readonly failureReason?: string;
  /** What a processing job had to say at its end. */
  readonly exitMessage?: string;
  readonly transitions: readonly Transition[];
  readonly artifacts: readonly Artifact[];
  /** Names of the log streams that exist so far. */
  readonly streams: readonly string[];
  /** Last value of each metric. */
  readonly metrics: Readonly<Record<string, MetricPoint>>;
  /** Where an endpoint answers. */
  readonly url?: string;
  /** `docker` or `process` for a local job, `aws` for one on AWS. */
  readonly engine: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly endedAt?: number;
  /** No end was seen, and the process that ran it is gone: it can be followed on or cleaned. */
  readonly orphaned?: boolean;
}

export interface Transition {
  readonly status: string;
  readonly message?: string;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
}

export interface MetricPoint {
  readonly value: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

export interface Artifact {
  readonly name: string;
  /** Absolute path on this machine, or an S3 URI. */
  readonly path: string;
  /** Absent where nobody has looked. */
  readonly bytes?: number;
}

/** Statuses in which nothing will happen any more. */
const finalStatuses: ReadonlySet<string> = new Set(['Completed', 'Failed', 'Stopped', 'OutOfService']);

/** Whether a job with this status still runs, or an endpoint still answers. */
export function isActive(status: string): boolean {
  return !finalStatuses.has(status);
}

/** The next state after an event. A log line changes the state only when its stream is new, so a chatty container repaints nothing. */
export function reduce(state: JobState, event: JobEvent): JobState {
  switch (event.kind) {
    case 'status':
      return withStatus(state, event);
    case 'log':
      return state.streams.includes(event.stream) ? state : { ...state, streams: [...state.streams, event.stream] };
    case 'metric':
      return { ...state, metrics: { ...state.metrics, [event.name]: { value: event.value, at: event.at } } };
    case 'artifact': {
      const { name, path, bytes } = event;
      return {
        ...state,
        artifacts: [
          ...state.artifacts.filter((known) => known.name !== name),
          { name, path, ...(bytes !== undefined && { bytes }) },
        ],
      };
    }
    case 'end':
      return { ...state, endedAt: event.at };
    case 'connection':
      return state;
    default:
      return event satisfies never;
  }
}

function withStatus(state: JobState, event: StatusEvent): JobState {
  const { status, message, failureReason, exitMessage, url } = event;
  const secondaryStatus = event.secondaryStatus ?? status;
  const last = state.transitions.at(-1);
  const next: Transition = { status: secondaryStatus, startedAt: event.at, ...(message !== undefined && { message }) };
  const transitions =
    last?.status === secondaryStatus
      ? [...state.transitions.slice(0, -1), { ...last, ...(message !== undefined && { message }) }]
      : [...state.transitions.slice(0, -1), ...(last ? [{ ...last, endedAt: last.endedAt ?? event.at }] : []), next];
  return {
    ...state,
    status,
    transitions,
    ...(event.secondaryStatus !== undefined && { secondaryStatus: event.secondaryStatus }),
    ...(message !== undefined && { message }),
    ...(failureReason !== undefined && { failureReason }),
    ...(exitMessage !== undefined && { exitMessage }),
    ...(url !== undefined && { url }),
  };
}
