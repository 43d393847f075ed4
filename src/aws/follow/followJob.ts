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
  { described, withoutLogs, last, kept }: FollowJobOptions,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const cursor = await kept?.read();
  // All of it was told.
  if (cursor?.isEnded) return;
  const definitions = metricDefinitionsIn(described);
  const tellers = eventsOf(job, metricsIn(described), withoutLogs ?? false);
  const readsLogs = withoutLogs !== true || definitions.length > 0;
  const follower = new JobFollower({
    ...{ kind: job.kind, job: job.name, readsLogs, random: Math.random },
    ...(last !== undefined && { last }),
    ...(cursor && { cursor }),
  });
  const keeping = new CursorKeeping(kept, new FollowCursor(cursor, last !== undefined), () => follower.waiting);
  const isLeft = () => signal.aborted;
  while (!isLeft()) {
    const step = follower.next(Date.now());
    yield* keeping.tell(follower.take(), tellers);
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

/** Takes note of what the reader has got, and keeps it where somebody wants to go on later. */
class CursorKeeping {
  private keptAt = 0;

  /** @param waiting what was found and not taken */
  constructor(
    private readonly kept: CursorFile | undefined,
    private readonly cursor: FollowCursor,
    private readonly waiting: () => readonly ReadLine[],
  ) {}

  /** Tell what was taken; whoever leaves in between has got what came before. */
  async *tell(taken: readonly Told[], tellers: (told: Told) => Generator<JobEvent>): AsyncGenerator<JobEvent> {
    let got = 0;
    try {
      for (const told of taken) {
        yield* tellers(told);
        got += 1;
        if (this.kept) this.cursor.add(told);
      }
    } finally {
      if (taken.length > 0) await this.keep(taken.slice(got));
    }
  }

  private async keep(left: readonly Told[]): Promise<void> {
    const isDue = Date.now() - this.keptAt >= keepEvery || left.length > 0;
    if (!this.kept || !isDue) return;
    const lines = left.flatMap((told) => ('line' in told ? [told.line] : []));
    await this.kept.write(this.cursor.keep([...this.waiting(), ...lines]));
    this.keptAt = Date.now();
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
