import type { OutputChunk } from '../../engines/engine';
import type { EventQueue } from '../../jobs/eventQueue';
import type { ArtifactEvent, EndEvent, JobEvent, MetricEvent, StatusEvent } from '../../jobs/jobEvent';
import { reduce, type JobState } from '../../jobs/jobState';
import { linesOf, LineSplitter } from '../../jobs/lineSplitter';
import { LogWriter } from '../../jobs/logWriter';
import type { MetricValue } from '../../jobs/metricReader';
import type { MetricSample } from '../../jobs/metricSample';
import { logFile, type JobFolder } from './jobFolder';
import { writeJson } from '../../machine/jsonFile';
import { MetricHistory } from './metricHistory';

/** Metrics and new streams reach the disk at most this often, in milliseconds; a change of status at once. */
const saveInterval = 200;

type Told<Event extends JobEvent> = Omit<Event, 'kind' | 'job' | 'at'>;

/** What a recorder is made of. */
export interface Recording {
  readonly folder: JobFolder;
  readonly state: JobState;
  /** The API's Describe response for a state. */
  readonly describe: (state: JobState) => Readonly<Record<string, unknown>>;
  /** Who watches; undefined when nobody does, then log lines go to the files only. */
  readonly events?: EventQueue<JobEvent>;
  /** Metrics that a former owner of the job recorded; absent for a new job. */
  readonly recorded?: readonly MetricSample[];
}

/** The one writer of a job: takes what happens, keeps it in the job's folder and tells whoever watches. */
export class JobRecorder {
  private current: JobState;
  private readonly logs = new Map<string, LogWriter>();
  private readonly metrics: MetricHistory;
  private saving = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly recording: Recording) {
    this.current = recording.state;
    this.metrics = new MetricHistory(recording.folder, recording.recorded);
  }

  get state(): JobState {
    return this.current;
  }

  /** Put the first state on disk: from then on others can see the job. */
  async begin(): Promise<void> {
    await this.save();
  }

  /** A new status; on disk when the promise resolves, and told then: whoever hears of it finds it there. */
  async status(told: Told<StatusEvent>): Promise<void> {
    const event: StatusEvent = { kind: 'status', ...this.now(), ...told };
    this.current = reduce(this.current, event);
    try {
      await this.save();
    } finally {
      this.recording.events?.push(event);
    }
  }

  /** A line of ours: image build, health checks, what the platform has to say. */
  log(stream: string, line: string): void {
    // A disk that is behind is no reason to wait for a line of ours; one that is full shows at the next line or the end.
    void this.write(stream, Buffer.from(`${line}\n`), false);
    this.tell({ kind: 'log', ...this.now(), stream, line });
  }

  /** Say something to the user about the run. */
  note(line: string): void {
    this.log('platform', line);
  }

  async artifact(told: Told<ArtifactEvent>): Promise<void> {
    this.tell({ kind: 'artifact', ...this.now(), ...told });
    await this.save();
  }

  /**
   * Record everything that a container writes, until its output ends. Slow disks and slow readers slow the container down.
   * @param metrics finds metrics in a line
   */
  async pump(
    stream: string,
    output: AsyncIterable<OutputChunk>,
    metrics?: (line: string) => MetricValue[],
  ): Promise<void> {
    const splitters = { stdout: new LineSplitter(), stderr: new LineSplitter() };
    const take = async (source: OutputChunk['source'], lines: Buffer | undefined) => {
      if (!lines) return;
      // An adopted container tells everything from its beginning.
      const disk = this.write(stream, lines, true);
      this.tellLines(stream, source, lines, metrics);
      const reader = this.recording.events?.full();
      for (const behind of [disk, this.metrics.relieve(), reader]) if (behind) await behind;
    };
    for await (const { source, data } of output) {
      const lines = splitters[source].push(data);
      if (lines) await take(source, lines);
    }
    for (const source of ['stdout', 'stderr'] as const) await take(source, splitters[source].flush());
  }

  /** Nothing happens any more: everything is on disk when the promise resolves. */
  async end(): Promise<EndEvent> {
    const closed = await Promise.allSettled([...this.logs.values(), this.metrics].map((log) => log.close()));
    this.current = { ...this.current, endedAt: Date.now() };
    await this.save();
    const event: EndEvent = { kind: 'end', ...this.now(), describe: this.recording.describe(this.current) };
    this.recording.events?.push(event);
    for (const result of closed) if (result.status === 'rejected') throw result.reason;
    return event;
  }

  private now() {
    return { job: this.recording.folder.name, at: Date.now() };
  }

  private write(stream: string, lines: Buffer, fresh: boolean): Promise<void> | undefined {
    let log = this.logs.get(stream);
    if (!log) {
      log = new LogWriter(logFile(this.recording.folder, stream), fresh);
      this.logs.set(stream, log);
      this.current = reduce(this.current, { kind: 'log', ...this.now(), stream, line: '' });
      this.saveSoon();
    }
    return log.append(lines);
  }

  private tellLines(
    stream: string,
    source: OutputChunk['source'],
    lines: Buffer,
    metrics?: (line: string) => MetricValue[],
  ): void {
    const { events } = this.recording;
    if (!events && !metrics) return;
    const now = this.now();
    // Of what comes together only the last value of each metric is of interest to the state.
    const last = new Map<string, MetricEvent>();
    for (const line of linesOf(lines)) {
      events?.push({ kind: 'log', ...now, stream, source, line });
      for (const value of metrics?.(line) ?? []) {
        const sample = { ...value, at: now.at, host: stream };
        if (!this.metrics.add(sample)) continue;
        const event = { kind: 'metric', job: now.job, ...sample } as const;
        events?.push(event);
        last.set(event.name, event);
      }
    }
    for (const event of last.values()) this.fold(event);
  }

  private tell(event: JobEvent): void {
    this.fold(event);
    this.recording.events?.push(event);
  }

  private fold(event: JobEvent): void {
    const next = reduce(this.current, event);
    if (next !== this.current) {
      this.current = next;
      this.saveSoon();
    }
  }

  private saveSoon(): void {
    // A save that fails here is not lost: the next status or the end tries again and throws.
    this.timer ??= setTimeout(() => void this.save().catch(() => undefined), saveInterval);
  }

  private save(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.saving = this.saving.catch(() => undefined).then(() => this.saveNow());
    return this.saving;
  }

  private async saveNow(): Promise<void> {
    const { folder, describe } = this.recording;
    await Promise.all([
      this.metrics.flush(),
      writeJson(folder.state, this.current),
      writeJson(folder.describe, describe(this.current)),
    ]);
  }
}
