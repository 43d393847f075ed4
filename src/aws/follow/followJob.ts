import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/appError';
import type { JobEvent, LogEvent, MetricEvent } from '../../jobs/jobEvent';
import { metricDefinitionsIn } from '../../jobs/metricDefinitions';
import { metricReader, type MetricValue } from '../../jobs/metricReader';
import type { FollowOptions } from '../../jobs/platform';
import type { AwsConnection } from './awsConnection';
import type { ReadLine } from './followCalls';
import { JobFollower, type Told } from './jobFollower';
import type { Asked } from './performCall';
import type { Plain } from './plainJson';
import { shownName, streamPrefix } from './streamNames';

/**
 * Everything that happened to a job on AWS, then what happens next, until its end or until `signal` is aborted.
 * @param described its Describe response as it stands
 * @throws AppError `aws.…` when AWS refuses to tell
 */
export async function* followJob(
  connection: AwsConnection,
  job: Asked,
  { described, withoutLogs, last }: FollowOptions & { readonly described: Plain },
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const definitions = metricDefinitionsIn(described);
  const tellers = eventsOf(job, metricsIn(described), withoutLogs ?? false);
  const readsLogs = withoutLogs !== true || definitions.length > 0;
  const follower = new JobFollower({
    ...{ kind: job.kind, job: job.name, readsLogs, random: Math.random },
    ...(last !== undefined && { last }),
  });
  const isLeft = () => signal.aborted;
  while (!isLeft()) {
    const step = follower.next(Date.now());
    for (const told of follower.take()) yield* tellers(told);
    if (step.kind === 'done') return;
    if (step.kind === 'fail') throw step.error;
    try {
      if (step.kind === 'wait') await sleep(Math.max(0, step.until - Date.now()), undefined, { signal });
      else if (step.kind === 'refresh') {
        await refresh(connection);
        follower.refreshed();
      } else follower.answer(step.call, await connection.ask(job, step.call, signal), Date.now());
    } catch (error) {
      if (!isLeft()) throw error;
    }
  }
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
  const lineEvents = function* ({ stream: full, at, text }: ReadLine, late: boolean): Generator<JobEvent> {
    const stream = shownName(full, prefix);
    for (const line of textLines(text)) {
      const event: LogEvent = { kind: 'log', job, at, stream, line, ...(late && { late }) };
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
