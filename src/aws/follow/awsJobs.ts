import { AppError } from '../../contract/appError';
import type { JobEvent } from '../../jobs/jobEvent';
import { isActive, type JobState } from '../../jobs/jobState';
import type { FollowOptions, Jobs } from '../../jobs/platform';
import { awsError } from '../awsError';
import type { Cursors } from './cursorFile';
import { endpointUrl } from './endpointUrl';
import type { AwsConnection } from './awsConnection';
import { followJob } from './followJob';
import { followTuning } from './followTuning';
import { isMissing, jobCalls, type JobCalls } from './jobCalls';
import { stateOfDescribed } from './jobStateOf';
import { listJobs } from './listJobs';
import type { Asked } from './performCall';
import { timeIn, type Plain } from './plainJson';
import { linesOf, metricsOf, streamsOf } from './readLogs';
import { shownName, streamPrefix } from './streamNames';

/** A job that was found, and its Describe response. */
interface Found extends Asked {
  readonly described: Plain;
}

/**
 * The jobs and endpoints of an account and region.
 * @param cursors where it stands how far jobs were told
 */
export function awsJobs(connection: AwsConnection, cursors: Cursors): Jobs {
  const known = (job: string) => find(connection, job).then((found) => found ?? unknown(connection, job));
  return {
    name: 'aws',
    page: (query = {}) => connection.use('List', (clients) => listJobs(clients.sagemaker, connection.context, query)),
    find: async (job) => {
      const found = await find(connection, job);
      return found && stateOf(connection, found);
    },
    describe: async (job) => (await find(connection, job))?.described,
    follow: (job, signal, { goOn, ...options } = {}) =>
      follow(connection, known(job), { ...options, ...(goOn && { cursors }) }, signal),
    metrics: async (job) => {
      const { described, ...asked } = await known(job);
      return metricsOf(connection, asked, described);
    },
    lines: async function* (job, stream, part) {
      yield* linesOf(connection, await known(job), stream, part);
    },
    stop: async (job) => stop(connection, await known(job)),
  };
}

async function* follow(
  connection: AwsConnection,
  known: Promise<Found>,
  { cursors, ...options }: Omit<FollowOptions, 'goOn'> & { readonly cursors?: Cursors },
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const { described, ...job } = await known;
  if (job.kind === 'tuning-job' && options.liveTail) throw noLiveTail(job.name);
  const events =
    job.kind === 'tuning-job'
      ? followTuning(connection, job, { ...options, ...(cursors && { cursors }) }, signal)
      : followJob(connection, job, { ...options, described, kept: cursors?.(job) }, signal);
  for await (const event of events) {
    const isServed = event.kind === 'status' && job.kind === 'endpoint' && event.status === 'InService';
    yield isServed ? { ...event, url: endpointUrl(connection.context) } : event;
  }
}

function noLiveTail(name: string): AppError {
  return new AppError(
    'aws.liveTail',
    `${name} is a tuning job: each of its training jobs would need a session of Live Tail of its own.`,
    'Follow it without Live Tail, or one of its training jobs with it.',
  );
}

async function stateOf(connection: AwsConnection, { described, ...job }: Found): Promise<JobState> {
  const state = stateOfDescribed(job.kind, described);
  const prefix = streamPrefix(job.kind, job.name);
  const names = job.kind === 'tuning-job' ? [] : await streamsOf(connection, job);
  const streams = [...new Set(names.map((name) => shownName(name, prefix)))];
  return { ...state, streams, ...(state.status === 'InService' && { url: endpointUrl(connection.context) }) };
}

/** A job by its ARN, or the newest one of a name. */
async function find(connection: AwsConnection, job: string): Promise<Found | undefined> {
  const [, resource, own] = /^arn:[^:]+:sagemaker:[^:]*:[^:]*:([^/]+)\/(.+)$/.exec(job) ?? [];
  const all = Object.values(jobCalls);
  const kinds = resource === undefined ? all : all.filter((calls) => calls.resource === resource);
  const name = own ?? job;
  const looks = await Promise.allSettled(kinds.map((calls) => describe(connection, calls, name)));
  const found = looks.flatMap((look) => (look.status === 'fulfilled' && look.value ? [look.value] : []));
  const created = ({ described }: Found) => timeIn(described, 'CreationTime') ?? 0;
  const [newest] = found.sort((one, other) => created(other) - created(one));
  // Whoever may not see all kinds of jobs may still see this one.
  const failure = looks.find((look) => look.status === 'rejected');
  if (newest === undefined && failure) throw failure.reason;
  return newest;
}

async function describe(
  connection: AwsConnection,
  { kind, stem, describe: ask }: JobCalls,
  name: string,
): Promise<Found | undefined> {
  try {
    return { kind, name, described: await ask(connection.clients.sagemaker, name) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw awsError(error, `Describe${stem}`, connection.context);
  }
}

function unknown({ context }: AwsConnection, job: string): never {
  throw new AppError(
    'job.unknown',
    `There is no job or endpoint "${job}" in ${context.region}.`,
    'List them with: sagemaker-containers jobs, with the same --profile and --region.',
  );
}

async function stop(connection: AwsConnection, { kind, name, described }: Found): Promise<void> {
  const { status } = stateOfDescribed(kind, described);
  const { stop: ask, stem } = jobCalls[kind];
  if (!ask) throw deleteInstead(name);
  if (!isActive(status))
    throw new AppError('job.ended', `${name} has ended already (${status}).`, 'There is nothing to stop.');
  await connection.use(`Stop${stem}`, ({ sagemaker }) => ask(sagemaker, name));
}

function deleteInstead(name: string): AppError {
  return new AppError(
    'aws.endpointStop',
    `An endpoint of AWS can't be stopped, only deleted: ${name} goes on.`,
    `To delete it: aws sagemaker delete-endpoint --endpoint-name ${name}`,
  );
}
