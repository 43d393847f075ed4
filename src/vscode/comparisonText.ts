import { comparableRequest, compareJobs, comparisonTable, type ComparedJob } from '../jobs/compareJobs';
import type { Connections } from './aws/connections';
import { durationText } from './duration';
import type { JobBoard } from './jobBoard';
import type { JobRef } from './jobRef';
import { findJob, placeOf } from './knownJobs';
import type { Projects } from './projects';
import { requestOf } from './requestOf';

/** Where compared jobs are. */
export interface CompareSources {
  readonly board: JobBoard;
  readonly projects: Projects;
  readonly connections: Connections;
}

/** One job's request as JSON, or the table of two jobs as Markdown; empty for a job that is not known. */
export async function comparisonText(sources: CompareSources, refs: readonly JobRef[]): Promise<string> {
  const [one, other] = await Promise.all(refs.map((ref) => read(sources, ref)));
  if (!one) return '';
  if (!other) return JSON.stringify(comparableRequest(one.request), undefined, 2);
  const titles = ['', one.state.name, other.state.name] as const;
  return comparisonTable(titles, compareJobs(one, other, durationText, Date.now()));
}

async function read(sources: CompareSources, ref: JobRef): Promise<ComparedJob | undefined> {
  const platform = placeOf(sources, ref)?.platform;
  const state = (await platform?.find(ref.job)) ?? findJob(sources, ref)?.state;
  if (!platform || !state) return undefined;
  const described = (await platform.describe(ref.job)) ?? {};
  const metrics = Object.fromEntries(Object.entries(state.metrics).map(([name, { value }]) => [name, value]));
  return { state, request: await requestOf(state.kind, described), metrics };
}
