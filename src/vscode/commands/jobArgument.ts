import * as vscode from 'vscode';
import { AppError } from '../../contract/appError';
import type { App } from '../app';
import { awsGroups, isJobKind } from '../aws/awsGroup';
import { refOf, type LocalJob } from '../jobBoard';
import type { KnownJob } from '../jobPlace';
import { isJobRef, type JobRef } from '../jobRef';
import { allJobs, findJob, isLocalJob } from '../knownJobs';
import { placeTitle } from '../placeTitle';
import { statusText } from '../views/statusLook';

/** Which jobs a command works on. */
export interface JobQuestion {
  /** Title of the list to choose from. */
  readonly title: string;
  readonly fits: (known: KnownJob) => boolean;
  /** What is said where no job fits. */
  readonly none: string;
}

/**
 * The job that a command was called for: a row, a definition's URI (its newest job), or the one that a person chooses.
 * @returns undefined when the choice was given up
 * @throws AppError `job.none`
 */
export async function jobArgument(
  app: App,
  [first]: readonly unknown[],
  question: JobQuestion,
): Promise<KnownJob | undefined> {
  await app.board.refresh();
  if (isJobRef(first)) {
    const known = findJob(app, first) ?? (await lookUp(app, first));
    if (known) return known;
    throw none(question);
  }
  const definition = first instanceof vscode.Uri ? first : undefined;
  const jobs =
    definition === undefined
      ? await fitting(app, question)
      : allJobs(app).filter((known) => question.fits(known) && known.state.definition === definition.fsPath);
  const [only] = jobs;
  if (!only) throw none(question);
  return definition !== undefined || jobs.length === 1 ? only : pickJob(app, jobs, question.title);
}

/**
 * The jobs that a command was called for: the rows that are selected, else those that a person chooses.
 * @returns none when the choice was given up
 * @throws AppError `job.none`
 */
export async function jobsArgument(
  app: App,
  [first, selected]: readonly unknown[],
  question: JobQuestion,
): Promise<readonly KnownJob[]> {
  await app.board.refresh();
  const named = (Array.isArray(selected) ? selected : [first]).filter(isJobRef);
  const known = named.flatMap((ref) => findJob(app, ref) ?? []);
  const jobs =
    named.length > 0
      ? [...new Map(known.map((job) => [`${job.project.id} ${refOf(job).job}`, job])).values()]
      : await fitting(app, question);
  if (jobs.length === 0) throw none(question);
  if (named.length > 0) return jobs;
  const items = jobs.map((job) => ({ ...itemOf(app, job), picked: false }));
  const picked = await vscode.window.showQuickPick(items, { title: question.title, canPickMany: true });
  return (picked ?? []).map(({ job }) => job);
}

/** The same for what only this machine can do. */
export async function localJobArgument(
  app: App,
  args: readonly unknown[],
  question: JobQuestion,
): Promise<LocalJob | undefined> {
  const known = await jobArgument(app, args, {
    ...question,
    fits: (one) => isLocalJob(one) && question.fits(one),
  });
  if (known && !isLocalJob(known)) throw none(question);
  return known;
}

/** Where none fits of those that were listed so far, the lists of the connections that nobody has opened are read. */
async function fitting(app: App, { fits }: JobQuestion): Promise<readonly KnownJob[]> {
  const known = allJobs(app).filter(fits);
  if (known.length > 0) return known;
  const open = app.connections.all().filter(({ identity, problem }) => identity && !problem);
  const kinds = awsGroups.filter(isJobKind);
  await Promise.all(open.flatMap((connection) => kinds.map((kind) => connection.jobs(kind).open())));
  return allJobs(app).filter(fits);
}

/** A job of AWS that no list has shown yet, for example a pinned one. */
async function lookUp({ connections }: App, { project, job }: JobRef): Promise<KnownJob | undefined> {
  const connection = connections.byId(project);
  const state = await connection?.detail(job);
  return connection && state && { project: connection, state };
}

function none({ none: message }: JobQuestion): AppError {
  return new AppError('job.none', message, vscode.l10n.t('Run a definition first.'));
}

/** Its place tells apart jobs of one name. */
function itemOf({ connections }: App, job: KnownJob) {
  const description = [statusText(job.state), placeTitle(connections, refOf(job), true)];
  return { label: job.state.name, description: description.filter((part) => part !== undefined).join(' · '), job };
}

async function pickJob(app: App, jobs: readonly KnownJob[], title: string): Promise<KnownJob | undefined> {
  const items = jobs.map((job) => itemOf(app, job));
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  return picked?.job;
}

/** The text of a field of a row that a command was called for, for example its `stream`. */
export function textField(value: unknown, field: string): string | undefined {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
  return typeof found === 'string' ? found : undefined;
}
