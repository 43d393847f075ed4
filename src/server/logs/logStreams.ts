import { createHash } from 'node:crypto';
import { logGroupOf } from '../../contract/logGroups';
import { ownStreams } from '../../contract/logStreams';
import { jobsOf, type JobKind, type NamedJob } from '../sagemaker/jobs';
import type { Surroundings } from '../surroundings';
import { LogIndex } from './logIndex';

/** A stream of a log group, and the file that it is here. */
export interface LogStream {
  readonly name: string;
  /** When its job was created: milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly index: LogIndex;
}

export interface LogGroup {
  readonly name: string;
  readonly createdAt: number;
  /** What ran here and wrote to it, newest first. */
  readonly jobs: readonly NamedJob[];
}

/** The log groups that jobs have written to (T63, I19, B15, P11), and their streams. */
export class LogStreams {
  private readonly indices = new Map<string, LogIndex>();

  constructor(private readonly surroundings: Surroundings) {}

  /** All groups, sorted by name. */
  async groups(): Promise<readonly LogGroup[]> {
    const kinds: readonly JobKind[] = ['training-job', 'processing-job', 'transform-job', 'endpoint'];
    const groups = new Map<string, NamedJob[]>();
    for (const kind of kinds) {
      for (const job of await jobsOf(this.surroundings, kind)) {
        if (!job.state.streams.some(isContainerStream)) continue;
        const name = logGroupOf(kind, job.name);
        groups.set(name, [...(groups.get(name) ?? []), job]);
      }
    }
    return [...groups]
      .map(([name, jobs]) => ({ name, jobs, createdAt: jobs.at(-1)?.state.createdAt ?? 0 }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** The streams of a group whose names begin with a prefix, sorted by name, each with all that was written so far. */
  async streams(group: LogGroup, prefix: string): Promise<readonly LogStream[]> {
    const found = group.jobs.flatMap((job) =>
      job.state.streams.filter(isContainerStream).flatMap((stream) => {
        const name = streamName(job, stream);
        return name.startsWith(prefix)
          ? [{ name, createdAt: job.state.createdAt, index: this.indexOf(job, stream) }]
          : [];
      }),
    );
    await Promise.all(found.map(({ index }) => index.refresh()));
    return found.sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  private indexOf({ state }: NamedJob, stream: string): LogIndex {
    const path = this.surroundings.platform.logFile(state.name, stream);
    // A job of the same name that came later has a log of its own.
    const key = `${path}\n${String(state.createdAt)}`;
    const index = this.indices.get(key) ?? new LogIndex(path);
    this.indices.set(key, index);
    return index;
  }
}

function isContainerStream(stream: string): boolean {
  return !ownStreams.some((own) => own === stream);
}

function streamName({ name, state }: NamedJob, stream: string): string {
  const time = String(Math.floor(state.createdAt / 1000));
  switch (state.kind) {
    case 'endpoint':
      return /^container-\d+$/.test(stream)
        ? `AllTraffic/${instanceId(state.name)}/${stream}`
        : `${stream}/${instanceId(state.name)}`;
    case 'transform-job':
      return `${name}/${instanceId(state.name)}-${time}${stream === 'algo-1' ? '' : `/${stream}`}`;
    default:
      return `${name}/${stream}-${time}`;
  }
}

/** An instance's id in the service's form; always the same for a job. */
function instanceId(job: string): string {
  return `i-0${createHash('sha256').update(job).digest('hex').slice(0, 16)}`;
}
