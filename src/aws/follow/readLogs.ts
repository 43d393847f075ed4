import { metricDefinitionsIn } from '../../jobs/metricDefinitions';
import type { MetricSample } from '../../jobs/metricSample';
import type { LogPart } from '../../jobs/platform';
import type { AwsConnection } from './awsConnection';
import type { ReadLine, WalkCall } from './followCalls';
import { metricsIn, textLines } from './followJob';
import { stateOfDescribed } from './jobStateOf';
import type { Asked } from './performCall';
import type { Plain } from './plainJson';
import { shownName, streamPrefix } from './streamNames';

/** Full names of a job's log streams, oldest first; none while it has written nothing. */
export async function streamsOf(connection: AwsConnection, job: Asked): Promise<readonly string[]> {
  const names: string[] = [];
  let next: string | undefined;
  do {
    const answer = await connection
      .askPatiently(job, { kind: 'streams', ...(next !== undefined && { next }) })
      .catch(noneIfMissing);
    if (answer?.kind !== 'streams') return names;
    names.push(...answer.names);
    next = answer.next === next ? undefined : answer.next;
  } while (next !== undefined);
  return names.sort((one, other) => (one < other ? -1 : 1));
}

/** The lines of one instance so far, whatever streams it has written to. */
export async function* linesOf(
  connection: AwsConnection,
  job: Asked,
  shown: string,
  { last, since }: LogPart = {},
): AsyncGenerator<string> {
  const prefix = streamPrefix(job.kind, job.name);
  for (const stream of (await streamsOf(connection, job)).filter((name) => shownName(name, prefix) === shown)) {
    for await (const { text } of readStream(connection, job, {
      kind: 'walk',
      stream,
      ...(last !== undefined && { last }),
      ...(since !== undefined && { startTime: since }),
    }))
      yield* textLines(text);
  }
}

/** All values of a job's metrics so far; those that no line has said, from what the service says of the end. */
export async function metricsOf(
  connection: AwsConnection,
  job: Asked,
  described: Plain,
): Promise<readonly MetricSample[]> {
  const prefix = streamPrefix(job.kind, job.name);
  const metrics = metricsIn(described);
  const samples: MetricSample[] = [];
  if (metricDefinitionsIn(described).length === 0) return finalMetrics(job, described);
  for (const stream of await streamsOf(connection, job)) {
    for await (const { at, text } of readStream(connection, job, { kind: 'walk', stream })) {
      const found = textLines(text).flatMap((line) => metrics(line));
      samples.push(...found.map(({ name, value }) => ({ name, value, at, host: shownName(stream, prefix) })));
    }
  }
  const silent = finalMetrics(job, described).filter(({ name }) => !samples.some((sample) => sample.name === name));
  return [...samples, ...silent].sort((one, other) => one.at - other.at);
}

function finalMetrics({ kind }: Asked, described: Plain): readonly MetricSample[] {
  return Object.entries(stateOfDescribed(kind, described).metrics).map(([name, { value, at }]) => ({
    name,
    value,
    at,
  }));
}

async function* readStream(connection: AwsConnection, job: Asked, first: WalkCall): AsyncGenerator<ReadLine> {
  let call = first;
  for (;;) {
    const answer = await connection.askPatiently(job, call);
    if (answer.kind !== 'walked') return;
    yield* answer.lines;
    if (first.last !== undefined || answer.token === undefined || answer.token === call.token) return;
    call = { kind: 'walk', stream: first.stream, token: answer.token };
  }
}

function noneIfMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'aws.missing') return undefined;
  throw error;
}
