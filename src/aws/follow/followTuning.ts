import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../contract/appError';
import { EventQueue } from '../../jobs/eventQueue';
import type { JobEvent, StatusEvent } from '../../jobs/jobEvent';
import { isActive, type JobState } from '../../jobs/jobState';
import type { FollowOptions } from '../../jobs/platform';
import type { AwsConnection } from './awsConnection';
import type { Cursors } from './cursorFile';
import { followJob } from './followJob';
import { listJobs } from './listJobs';
import type { Asked } from './performCall';

/** How often it is looked for training jobs that were started since, in milliseconds. */
const lookEvery = 30_000;

/** How a tuning job is followed. */
export interface TuningOptions extends Omit<FollowOptions, 'goOn'> {
  /** Where it stands how far jobs were told; absent for whoever wants all of it. */
  readonly cursors?: Cursors;
}

/**
 * A tuning job with the training jobs that it starts, as one stream: what a training job says is in a stream `JOB/algo-1`, what becomes of
 * it is told beside. Of those that have ended already, only that is told.
 */
export async function* followTuning(
  connection: AwsConnection,
  job: Asked,
  options: TuningOptions,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const queue = new EventQueue<JobEvent>();
  const left = new AbortController();
  const ended = AbortSignal.any([signal, left.signal]);
  const work = new TuningFollower(connection, job, options, queue).run(ended).then(
    () => {
      queue.end();
    },
    (error: unknown) => {
      if (ended.aborted) queue.end();
      else queue.fail(error);
    },
  );
  try {
    yield* queue;
  } finally {
    left.abort();
    await work;
  }
}

class TuningFollower {
  private readonly children = new Map<string, Promise<void>>();

  constructor(
    private readonly connection: AwsConnection,
    private readonly job: Asked,
    private readonly options: TuningOptions,
    private readonly queue: EventQueue<JobEvent>,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const looking = this.look(AbortSignal.any([signal, over.signal]), signal);
    // The tuning job itself writes no log.
    const options = { described: {}, withoutLogs: true, kept: this.options.cursors?.(this.job) };
    for await (const event of followJob(this.connection, this.job, options, signal)) {
      if (event.kind === 'end') {
        over.abort();
        await looking;
        await this.startNew(signal);
        await Promise.all(this.children.values());
      }
      this.queue.push(event);
    }
    over.abort();
    await looking;
  }

  private async look(until: AbortSignal, signal: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await this.startNew(signal);
      await sleep(lookEvery, undefined, { signal: until }).catch(() => undefined);
    }
  }

  private async startNew(signal: AbortSignal): Promise<void> {
    for (const child of await this.list(signal)) {
      if (this.children.has(child.name)) continue;
      const isEnded = !isActive(child.status);
      if (isEnded) this.note(child.name, endText(child));
      this.children.set(child.name, isEnded ? Promise.resolve() : this.followOrTell(child.name, signal));
    }
  }

  /** All training jobs, oldest first; none where the list can't be had now, since it is asked for again. */
  private async list(signal: AbortSignal): Promise<readonly JobState[]> {
    try {
      return await this.connection.use('ListTrainingJobsForHyperParameterTuningJob', () => this.listAll(signal));
    } catch (error) {
      this.note(this.job.name, messageOf(error));
      return [];
    }
  }

  private async listAll(signal: AbortSignal): Promise<readonly JobState[]> {
    const found: JobState[] = [];
    let after: string | undefined;
    do {
      if (signal.aborted) return [];
      const { clients, context } = this.connection;
      const query = { tuningJob: this.job.name, ...(after !== undefined && { after }) };
      const page = await listJobs(clients.sagemaker, context, query);
      found.push(...page.jobs);
      after = page.next;
    } while (after !== undefined);
    return found.reverse();
  }

  private async followOrTell(name: string, signal: AbortSignal): Promise<void> {
    try {
      await this.follow(name, signal);
    } catch (error) {
      this.note(name, messageOf(error));
    }
  }

  private async follow(name: string, signal: AbortSignal): Promise<void> {
    const child: Asked = { kind: 'training-job', name };
    const described = await this.connection.askPatiently(child, { kind: 'describe' });
    if (described.kind !== 'described') return;
    const { cursors, ...options } = this.options;
    const events = followJob(
      this.connection,
      child,
      { ...options, described: described.described, kept: cursors?.(child) },
      signal,
    );
    for await (const event of events) this.tell(name, event);
  }

  private tell(child: string, event: JobEvent): void {
    const { name: job } = this.job;
    if (event.kind === 'log') this.queue.push({ ...event, job, stream: `${child}/${event.stream}` });
    if (event.kind === 'metric')
      this.queue.push({ ...event, job, host: event.host === undefined ? child : `${child}/${event.host}` });
    if (event.kind === 'status') this.note(child, endText(event), event.at);
  }

  private note(child: string, text: string, at = Date.now()): void {
    if (this.options.withoutLogs) return;
    this.queue.push({ kind: 'log', job: this.job.name, at, stream: 'platform', line: `${child}: ${text}` });
  }
}

function endText({ secondaryStatus, status, failureReason }: JobState | StatusEvent): string {
  return `${secondaryStatus ?? status}${failureReason === undefined ? '' : `: ${failureReason}`}`;
}
