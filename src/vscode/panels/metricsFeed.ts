import type { JobState } from '../../jobs/jobState';
import { metricDefinitionsIn } from '../../jobs/metricDefinitions';
import type { ChartJob, ChartSample, ToMetrics } from '../../webviews/metrics/metricsMessages';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import { isRunning } from '../jobBoard';
import type { JobRef } from '../jobRef';
import { findJob, placeOf } from '../knownJobs';
import { textOf } from '../messages';
import { statusText } from '../views/statusLook';

/** Values that come together are sent together, in milliseconds. */
const sendInterval = 100;
/** Values that are sent at once, at most. */
const mostAtOnce = 10_000;

/** Follows one job for a page of metrics, from its first value to its end. */
export class MetricsFeed {
  private waiting: ChartSample[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;
  private sent = '';

  constructor(
    private readonly app: App,
    readonly ref: JobRef,
    private readonly index: number,
    private readonly post: (message: ToMetrics) => void,
  ) {}

  /** What the page is told about the job before any value. */
  async describe(): Promise<ChartJob> {
    const platform = placeOf(this.app, this.ref)?.platform;
    const definitions = metricDefinitionsIn(await platform?.describe(this.ref.job));
    const chartJob = {
      ...this.ref,
      ...stateFacts(findJob(this.app, this.ref)?.state),
      definitions: definitions.map(({ Name = '', Regex = '' }) => ({ name: Name, regex: Regex })),
    };
    this.sent = JSON.stringify(chartJob);
    return chartJob;
  }

  /** Send all values until the job ends or the signal comes. Never rejects: what goes wrong is said on the page. */
  async follow(signal: AbortSignal): Promise<void> {
    this.isOver = false;
    const { job } = this.ref;
    const platform = placeOf(this.app, this.ref)?.platform;
    try {
      const events = platform?.follow(job, signal, { withoutLogs: true }) ?? [];
      for await (const event of events) {
        if (signal.aborted) return;
        if (event.kind === 'metric') this.take([event.name, event.at, event.value, event.host ?? '']);
        else void this.app.board.refresh();
      }
    } catch (error) {
      const isAbandoned = error instanceof AppError && error.code === 'job.abandoned';
      // The legend says that nobody runs it.
      if (!isAbandoned && !signal.aborted) this.post({ type: 'problem', text: textOf(error) });
    } finally {
      this.flush();
      this.isOver = true;
    }
  }

  /** Tell the page when the job itself has changed; follow on when somebody took it over. */
  async update(signal: AbortSignal): Promise<void> {
    const last = this.sent;
    const job = await this.describe();
    if (this.sent === last || signal.aborted) return;
    this.post({ type: 'job', index: this.index, job });
    if (!this.isOver || !job.isRunning) return;
    this.post({ type: 'again', index: this.index });
    await this.follow(signal);
  }

  private take(sample: ChartSample): void {
    this.waiting.push(sample);
    if (this.waiting.length >= mostAtOnce) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), sendInterval);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length > 0) this.post({ type: 'samples', index: this.index, samples: this.waiting });
    this.waiting = [];
  }
}

function stateFacts(state: JobState | undefined): Omit<ChartJob, 'project' | 'job' | 'definitions'> {
  if (!state) return { kind: '', status: '', isRunning: false, startedAt: 0 };
  const training = state.transitions.find(({ status }) => status === 'Training');
  return {
    kind: state.kind,
    status: statusText(state),
    isRunning: isRunning(state),
    startedAt: training?.startedAt ?? state.createdAt,
  };
}
