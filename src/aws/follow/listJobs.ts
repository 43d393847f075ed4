import { ListTrainingJobsForHyperParameterTuningJobCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { messageOf } from '../../contract/appError';
import { defaultLimit, isWanted, unknownPage } from '../../jobs/jobPage';
import type { JobKind, JobState } from '../../jobs/jobState';
import type { JobPage, JobQuery } from '../../jobs/platform';
import { awsError, type Caller } from '../awsError';
import { canBeInName } from '../namePart';
import { isMissing, jobCalls } from './jobCalls';
import { stateOfSummary } from './jobStateOf';
import { numberIn, objectIn, plainJson, textIn, type Plain } from './plainJson';

/** Most jobs of one answer of the service. */
const longestPage = 100;
/** Answers that are looked through for one page; where few jobs fit, the page is short. */
const mostAnswers = 10;
/** The service may round times to seconds: what is asked for again is left out by its name. */
const rounding = 1000;

/** Where a page ended: all jobs that are older follow, and those of the same time that were not told. */
interface Place {
  readonly before: number;
  readonly told: readonly string[];
}

/** Jobs of one kind as far as they were looked through. */
interface Scanned {
  readonly states: readonly JobState[];
  /** Jobs that were created after this are all known: milliseconds since the Unix epoch. */
  readonly since: number;
}

/**
 * A page of the jobs of an account and region, of one kind or of all kinds merged by their times. The page is found again by time
 * and not by the service's tokens, so jobs that are created between two pages move nothing.
 * @throws AppError `job.page`
 */
export async function listJobs(client: SageMakerClient, caller: Caller, query: JobQuery): Promise<JobPage> {
  if (query.tuningJob !== undefined) return listChildren(client, query.tuningJob, query);
  const place = query.after === undefined ? undefined : placeOf(query.after);
  const kinds = query.kind === undefined ? (Object.keys(jobCalls) as JobKind[]) : [query.kind];
  const looks = await Promise.allSettled(kinds.map((kind) => scan(client, kind, query, place)));
  const { scans, problems } = sortedOut(looks, kinds, caller);
  const since = Math.max(...scans.map((scanned) => scanned.since));
  const known = scans.flatMap(({ states }) => states.filter(({ createdAt }) => createdAt >= since)).sort(newestFirst);
  const fitting = known.filter((state) => isWanted(state, query));
  const { limit = defaultLimit } = query;
  const jobs = fitting.slice(0, limit);
  const last = fitting.length > limit ? jobs.at(-1) : undefined;
  const told = problems.length > 0 ? { jobs, problems } : { jobs };
  if (last) return { ...told, next: textOf(last.createdAt, jobs, place) };
  return { ...told, ...(since > -Infinity && { next: textOf(since, known, place) }) };
}

/** What could be listed, and what not. @throws AppError when nothing could */
function sortedOut(
  looks: readonly PromiseSettledResult<Scanned>[],
  kinds: readonly JobKind[],
  caller: Caller,
): { readonly scans: readonly Scanned[]; readonly problems: readonly string[] } {
  const failures = looks.flatMap((look, index) =>
    look.status === 'rejected' && !isMissing(look.reason)
      ? [awsError(look.reason, `List${jobCalls[kinds[index] ?? 'endpoint'].stem}s`, caller)]
      : [],
  );
  const scans = looks.flatMap((look) => (look.status === 'fulfilled' ? [look.value] : []));
  if (scans.length === 0 && failures.length > 0) throw failures[0];
  return { scans, problems: failures.map(messageOf) };
}

async function scan(
  client: SageMakerClient,
  kind: JobKind,
  { nameContains, limit = defaultLimit, ...query }: JobQuery,
  place: Place | undefined,
): Promise<Scanned> {
  if (nameContains !== undefined && !canBeInName(nameContains)) return { states: [], since: -Infinity };
  const states: JobState[] = [];
  let NextToken: string | undefined;
  for (let answers = 0; answers < mostAnswers; answers += 1) {
    const { summaries, next } = await jobCalls[kind].list(client, {
      MaxResults: longestPage,
      ...(nameContains !== undefined && nameContains !== '' && { NameContains: nameContains }),
      ...(place && { CreationTimeBefore: new Date(place.before + rounding) }),
      ...(NextToken !== undefined && { NextToken }),
    });
    const found = summaries.map((summary) => stateOfSummary(kind, summary));
    states.push(...found.filter((state) => isBehind(state, place)));
    if (next === undefined) return { states, since: -Infinity };
    NextToken = next;
    if (states.filter((state) => isWanted(state, query)).length > limit) break;
  }
  return { states, since: states.at(-1)?.createdAt ?? place?.before ?? Infinity };
}

function isBehind({ kind, name, createdAt }: JobState, place: Place | undefined): boolean {
  if (!place || createdAt < place.before) return true;
  return createdAt === place.before && !place.told.includes(`${kind}/${name}`);
}

function newestFirst(one: JobState, other: JobState): number {
  return other.createdAt - one.createdAt || (one.name < other.name ? -1 : 1);
}

function textOf(before: number, told: readonly JobState[], last: Place | undefined): string {
  const names = told.filter(({ createdAt }) => createdAt === before).map(({ kind, name }) => `${kind}/${name}`);
  const place: Place = { before, told: [...(last?.before === before ? last.told : []), ...names] };
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function placeOf(text: string): Place {
  try {
    const { before, told } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Place>;
    if (typeof before === 'number' && Array.isArray(told)) return { before, told };
  } catch {
    // Told below.
  }
  throw unknownPage();
}

/** The training jobs that a tuning job has started; each with the objective that it reached. */
async function listChildren(client: SageMakerClient, tuningJob: string, query: JobQuery): Promise<JobPage> {
  const answer = await client.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({
      HyperParameterTuningJobName: tuningJob,
      MaxResults: Math.min(query.limit ?? defaultLimit, longestPage),
      SortBy: 'CreationTime',
      SortOrder: 'Descending',
      ...(query.after !== undefined && { NextToken: query.after }),
    }),
  );
  const children = (answer.TrainingJobSummaries ?? []).map(plainJson).map(childOf);
  return {
    jobs: children.filter((state) => isWanted(state, query)),
    ...(answer.NextToken !== undefined && { next: answer.NextToken }),
  };
}

function childOf(summary: Plain): JobState {
  const state = stateOfSummary('training-job', summary);
  const objective = objectIn(summary, 'FinalHyperParameterTuningJobObjectiveMetric');
  const [name, value] = [textIn(objective, 'MetricName'), numberIn(objective, 'Value')];
  if (name === undefined || value === undefined) return state;
  return { ...state, metrics: { [name]: { value, at: state.endedAt ?? state.createdAt } } };
}
