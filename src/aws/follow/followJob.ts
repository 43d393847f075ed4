import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/appError';
import type { JobEvent, LogEvent, MetricEvent } from '../../jobs/jobEvent';
import { metricDefinitionsIn } from '../../jobs/metricDefinitions';
import { metricReader, type MetricValue } from '../../jobs/metricReader';
import type { FollowOptions } from '../../jobs/platform';
import type { AwsConnection } from './awsConnection';
import type { CursorFile } from './cursorFile';
import { CursorKeeping } from './cursorKeeping';
import type { ReadLine } from './followCalls';
import { FollowCursor } from './followCursor';
import { jobCalls } from './jobCalls';
import { JobFollower } from './jobFollower';
import { LiveTail } from './liveTail';
import type { Asked } from './performCall';
import { textIn, type Plain } from './plainJson';
import { shownName, streamPrefix } from './streamNames';
import type { Told } from './told';

/** How a job is followed. */
export interface FollowJobOptions extends Omit<FollowOptions, 'goOn'> {
  /** Its Describe response as it stands. */
  readonly described: Plain;
  /** Where it stands how far the job was told; undefined for whoever wants all of it. */
  readonly kept?: CursorFile | undefined;
}

/**
 * Everything that happened to a job on AWS, then what happens next, until its end or until `signal` is aborted.
 * @throws AppError `aws.…` when AWS refuses to tell
 */
export async function* followJob(
  connection: AwsConnection,
  job: Asked,
  { described, withoutLogs, last, since, kept, liveTail }: FollowJobOptions,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const cursor = await kept?.read();
  if (cursor?.isEnded) {
    yield { kind: 'end', job: job.name, at: Date.now(), describe: described };
    return;
  }
  const follower = new JobFollower({
    ...{ kind: job.kind, job: job.name, random: Math.random },
    readsLogs: withoutLogs !== true || metricDefinitionsIn(described).length > 0,
    ...(last !== undefined && { last }),
    ...(since !== undefined && { since }),
    ...(cursor && { cursor }),
  });
  const goOnFrom = (stream: string) => follower.goOnFrom(stream, Date.now());
  const keeping = new CursorKeeping(kept, new FollowCursor(cursor, last !== undefined), goOnFrom);
  const live = liveTail ? new LiveTail(connection, job, accountIn(job, described)) : undefined;
  const tellers = eventsOf(job, metricsIn(described), withoutLogs ?? false);
  try {
    const tell = () => keeping.tell(follower.take(), tellers);
    yield* drive(connection, job, { follower, tell, ...(live && { live }) }, signal);
  } finally {
    live?.end();
    await keeping.close();
  }
}

interface Driven {
  readonly follower: JobFollower;
  /** Tell what was found. */
  readonly tell: () => AsyncIterable<JobEvent>;
  readonly live?: LiveTail;
}

/** Do what a follower wants done until it is done, or until `signal` is aborted. */
async function* drive(
  connection: AwsConnection,
  job: Asked,
  { follower, tell, live }: Driven,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const isLeft = () => signal.aborted;
  while (!isLeft()) {
    if (live) follower.live(live.take(), Date.now());
    const step = follower.next(Date.now());
    yield* tell();
    if (follower.hasEnded) live?.end();
    else if (follower.isSpeaking) live?.begin();
    if (step.kind === 'done') return;
    if (step.kind === 'fail') throw step.error;
    try {
      if (step.kind === 'wait') await pause(Math.max(0, step.until - Date.now()), signal, live);
      else if (step.kind === 'refresh') {
        await refresh(connection);
        follower.refreshed();
      } else follower.answer(step.call, await connection.ask(job, step.call, signal), Date.now());
    } catch (error) {
      if (!isLeft()) throw error;
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal, live: LiveTail | undefined): Promise<void> {
  return live ? live.pause(milliseconds, signal) : sleep(milliseconds, undefined, { signal });
}

/** The account of a job, by its ARN. */
function accountIn({ kind }: Asked, described: Plain): string {
  return textIn(described, `${jobCalls[kind].stem}Arn`)?.split(':')[4] ?? '';
}

/** Read credentials anew; what is wrong with them is told by the call that follows. */
async function refresh(connection: AwsConnection): Promise<void> {
  try {
    await connection.refresh();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** The metrics in a line; none where the service takes expressions that mean nothing here. */
export function metricsIn(described: Plain): (line: string) => readonly MetricValue[] {
  try {
    return metricReader(metricDefinitionsIn(described));
  } catch (error) {
    if (error instanceof AppError) return () => [];
    throw error;
  }
}

/** One event of CloudWatch Logs may be several lines. */
export function textLines(text: string): readonly string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

function eventsOf(
  { kind, name: job }: Asked,
  metrics: (line: string) => readonly MetricValue[],
  withoutLogs: boolean,
): (told: Told) => Generator<JobEvent> {
  const prefix = streamPrefix(kind, job);
  const lineEvents = function* ({ stream: full, at, text, isCut }: ReadLine, late: boolean): Generator<JobEvent> {
    const stream = shownName(full, prefix);
    for (const [index, line] of textLines(text).entries()) {
      const first = isCut && index === 0 ? { isCut } : {};
      const event: LogEvent = { kind: 'log', job, at, stream, line, ...(late && { late }), ...first };
      if (!withoutLogs) yield event;
      for (const { name, value } of metrics(line))
        yield { kind: 'metric', job, at, name, value, host: stream } satisfies MetricEvent;
    }
  };
  return function* (told) {
    if ('line' in told) yield* lineEvents(told.line, told.late);
    else if (!('note' in told)) yield told;
    else if (!withoutLogs) yield { kind: 'log', job, at: Date.now(), stream: 'platform', line: told.note };
  };
}
