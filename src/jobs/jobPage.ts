import { AppError } from '../contract/appError';
import type { JobState } from './jobState';
import type { JobPage, JobQuery } from './platform';

/** Jobs of a page, where the query says nothing. */
export const defaultLimit = 100;

/** Whether a job is what a query asks for, leaving out whose child it is. */
export function isWanted({ kind, name, status }: JobState, query: JobQuery): boolean {
  return (
    (query.kind === undefined || query.kind === kind) &&
    (query.status === undefined || query.status === status) &&
    name.toLowerCase().includes(query.nameContains?.toLowerCase() ?? '')
  );
}

/** A page of jobs that are all known, newest first. Its end is named by its last job. @throws AppError `job.page` */
export function pageOfAll(all: readonly JobState[], query: JobQuery): JobPage {
  const { limit = defaultLimit, after, tuningJob } = query;
  const wanted = tuningJob === undefined ? all.filter((job) => isWanted(job, query)) : [];
  const start = after === undefined ? 0 : wanted.findIndex(({ name }) => name === after) + 1;
  if (after !== undefined && start === 0) throw unknownPage();
  const jobs = wanted.slice(start, start + limit);
  const last = jobs.at(-1);
  return { jobs, ...(last && start + limit < wanted.length && { next: last.name }) };
}

/** The error for the end of a page that is none, or not any more. */
export function unknownPage(): AppError {
  return new AppError('job.page', 'The list of jobs does not go on from there.', 'Read the list from its beginning.');
}
