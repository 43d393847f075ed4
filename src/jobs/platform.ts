import type { Mismatch } from '../contract/mismatch';
import type { CheckEvent, CheckRequest } from './containerCheck';
import type { JobEvent } from './jobEvent';
import type { JobKind, JobState } from './jobState';
import type { MetricSample } from './metricSample';
import type { PreviewOptions, TransformPreview } from './transformPreview';
import type { Trace, TraceRequest } from './trace';

/**
 * Jobs and endpoints that run somewhere: on this machine or on AWS. Nothing above asks which. A `job` is a name; on AWS, where
 * jobs of different kinds may have the same name, an ARN tells them apart, and spares the search among the kinds.
 */
export interface Jobs {
  readonly name: 'local' | 'aws';

  /** Everything that happened to a job so far, then what happens next, until its `end`. */
  follow(job: string, signal: AbortSignal, options?: FollowOptions): AsyncIterable<JobEvent>;

  /** The API's Describe response of a job as it stands; undefined for a job that is not known. */
  describe(job: string): Promise<Readonly<Record<string, unknown>> | undefined>;

  /** All values of its metrics that a job has said so far, in the order of their times. @throws AppError `job.unknown` */
  metrics(job: string): Promise<readonly MetricSample[]>;

  /** Jobs and endpoints, newest first, as many as asked for and from where the last page ended. @throws AppError `job.page` */
  page(query?: JobQuery): Promise<JobPage>;

  /** A job or endpoint by its name; undefined for one that is not known. */
  find(job: string): Promise<JobState | undefined>;

  /** What was written to a log stream so far, line by line. */
  lines(job: string, stream: string, part?: LogPart): AsyncIterable<string>;

  /** Ask a job or endpoint to stop; resolves once it is asked, the rest comes as events. */
  stop(job: string): Promise<void>;
}

/** This machine as a place where jobs run. */
export interface Platform extends Jobs {
  /**
   * Start what a definition file describes. The stream begins with the first status and ends with `end`; aborting `signal`
   * stops watching, not the job.
   * @throws AppError when the job could not be started: then nothing was left behind
   */
  start(request: StartRequest, signal: AbortSignal): AsyncIterable<JobEvent>;

  /** Take over a job whose owner is gone, and go on to its end. @throws AppError when somebody owns it, or it has ended */
  resume(job: string, signal: AbortSignal): AsyncIterable<JobEvent>;

  /** All jobs and endpoints of this machine, newest first. */
  list(): Promise<readonly JobState[]>;

  /** Call `changed` whenever `list()` would give something new, whoever caused it. */
  watch(changed: () => void): { dispose(): void };

  /** Remove a job that has ended, with its logs and artifacts. */
  remove(job: string): Promise<void>;

  /** Absolute path of a log stream's file. */
  logFile(job: string, stream: string): string;

  /** Send a fixture to its endpoint and compare the answer. Starts the endpoint for the time of the call where none runs. */
  invoke(
    fixtures: readonly string[],
    signal: AbortSignal,
    engine?: EngineChoice,
    options?: InvokeOptions,
  ): AsyncIterable<InvocationResult>;

  /**
   * Send a request to an endpoint in service, whoever runs it, and see each step of its way through the containers. A container
   * that fails is no error here but the last hop.
   * @throws AppError `job.unknown`, `endpoint.none` when it is not in service, `endpoint.trace` when the request is refused
   */
  trace(job: string, request: TraceRequest, signal: AbortSignal): Promise<Trace>;

  /**
   * The requests that a transform job would make, without a container.
   * @param definition absolute path of a `*.transform-job.json`
   * @throws AppError when the definition is wrong, or its input is not there
   */
  preview(definition: string, options: PreviewOptions, signal: AbortSignal): AsyncIterable<TransformPreview>;

  /**
   * Check containers against the contract, by their files and by runs of them. Nothing of it is left behind, also when `signal` is aborted.
   * @throws AppError `check.target`, `check.uses`, `image.*`
   */
  check(request: CheckRequest, signal: AbortSignal): AsyncIterable<CheckEvent>;

  /** What can run jobs here, and what stands in the way. */
  doctor(): Promise<readonly Finding[]>;
}

/** Which jobs are wanted; each that fits all of what is given. */
export interface JobQuery {
  readonly kind?: JobKind;
  /** Part of the name, in whatever case. */
  readonly nameContains?: string;
  /** `TrainingJobStatus` and its like, for example `InProgress`. */
  readonly status?: string;
  /** Name of a tuning job: the training jobs that it has started. */
  readonly tuningJob?: string;
  /** Most jobs of an answer; 100 when absent. */
  readonly limit?: number;
  /** Where the last page ended. */
  readonly after?: string;
}

/** Some jobs of many. States are as a list has them: streams, metrics and artifacts are only known to `find`. */
export interface JobPage {
  readonly jobs: readonly JobState[];
  /** For `after` of the next page; absent where there is no more. A page may be short, even empty, and yet not the last. */
  readonly next?: string;
  /** Kinds of jobs that could not be listed, and why, a sentence each. */
  readonly problems?: readonly string[];
}

/** Which lines of those that each stream has already are wanted: all that fit. */
export interface LogPart {
  /** Only so many, the last ones. */
  readonly last?: number;
  /** None older than this, in milliseconds since the Unix epoch. Jobs of AWS only: local lines have no times. */
  readonly since?: number;
}

export interface FollowOptions extends LogPart {
  /** Log lines are left out, which makes following a chatty job cheap. */
  readonly withoutLogs?: boolean;
  /**
   * Begin behind what was told to the last follower that asked for this, also to one of a process that is gone. Jobs of AWS only: local ones
   * are told from their beginning.
   */
  readonly goOn?: boolean;
  /** Hear of lines as they are written, for which AWS takes money. Jobs of AWS only. */
  readonly liveTail?: boolean;
}

export interface StartRequest {
  /** Absolute path of the definition file. */
  readonly definition: string;
  readonly engine?: EngineChoice;
  /** Port on loopback for an endpoint's callers; any free one when absent. */
  readonly port?: number;
  /** Profile of the user whose credentials the containers may ask for; none when absent. */
  readonly containerProfile?: string;
}

export type EngineChoice = 'auto' | 'docker' | 'process';

export interface InvokeOptions {
  /** Let each result bring its way through the containers along. */
  readonly trace?: boolean;
}

/** What came of one `*.invocation.json`. */
export interface InvocationResult {
  /** Absolute path of the fixture. */
  readonly fixture: string;
  readonly passed: boolean;
  /** HTTP status that a caller of InvokeEndpoint sees; 0 when no answer came. */
  readonly statusCode: number;
  readonly contentType: string;
  readonly body: string;
  readonly milliseconds: number;
  /** One per expectation that was not met. */
  readonly mismatches: readonly Mismatch[];
  /** Its way through the containers, when that was asked for. */
  readonly trace?: Trace;
}

/** One line of `doctor`. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do, when it is not ok. */
  readonly action?: string;
}
