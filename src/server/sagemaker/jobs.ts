import { basename, dirname, join } from 'node:path';
import { AppError } from '../../contract/appError';
import { resourceArn } from '../../contract/resourceArn';
import { requestsFolder } from '../../definitions/account';
import { definitionStem } from '../../definitions/definitionKinds';
import { isActive, type JobKind as AnyKind, type JobState } from '../../jobs/jobState';
import type { Surroundings } from '../surroundings';

/** Kinds that run here. */
export type JobKind = Exclude<AnyKind, 'tuning-job'>;

/** A job or endpoint of the local platform as a client of AWS knows it. */
export interface NamedJob {
  /** What the client calls it; the local platform may call it otherwise, since kinds share its names. */
  readonly name: string;
  readonly arn: string;
  readonly state: JobState;
}

/** All jobs of a kind, newest first, whoever started them. */
export async function jobsOf({ platform, account, region }: Surroundings, kind: JobKind): Promise<readonly NamedJob[]> {
  const requests = join(account, requestsFolder);
  return (await platform.list())
    .filter((state) => state.kind === kind)
    .map((state) => {
      const name = nameOf(state, requests);
      return { name, state, arn: resourceArn(kind, name, region) };
    });
}

/** What a client calls a job. */
function nameOf({ definition = '', name }: JobState, requests: string): string {
  return dirname(definition) === requests ? definitionStem(basename(definition)) : name;
}

/**
 * Whether a job of a kind has a name. As a rule it has that name here too, so that no other job must be looked at.
 * @param isRequested whether a client has once asked for something of that kind and name
 */
export async function isNameTaken(
  surroundings: Surroundings,
  kind: JobKind,
  { name, isRequested }: { readonly name: string; readonly isRequested: boolean },
): Promise<boolean> {
  const own = await surroundings.platform.find(name);
  if (own?.kind === kind && nameOf(own, join(surroundings.account, requestsFolder)) === name) return true;
  return isRequested && (await findJob(surroundings, kind, name)) !== undefined;
}

/** The newest job of a name. */
export async function findJob(surroundings: Surroundings, kind: JobKind, name: string): Promise<NamedJob | undefined> {
  return (await jobsOf(surroundings, kind)).find((job) => job.name === name);
}

/**
 * Start what a definition file describes, in a process of its own.
 * @returns the local platform's name for it
 * @throws AppError without the places in files that the client did not write
 */
export async function startJob({ platform, engine, account }: Surroundings, definition: string): Promise<string> {
  const watching = new AbortController();
  try {
    for await (const { job } of platform.start({ definition, engine }, watching.signal)) return job;
    throw new Error(`${definition} has started nothing.`);
  } catch (error) {
    throw error instanceof AppError ? withoutPlaces(error, join(account, requestsFolder)) : error;
  } finally {
    watching.abort();
  }
}

function withoutPlaces(error: AppError, folder: string): AppError {
  const afterPlace = (line: string) => line.slice(line.indexOf(': ', folder.length) + 2);
  const lines = error.message.split('\n').map((line) => (line.startsWith(folder) ? afterPlace(line) : line));
  return new AppError(error.code, lines.join('\n'), error.action, { cause: error });
}

/** Tells a job from an earlier one of its name, which was deleted. */
export function lifeOf({ name, createdAt }: JobState): string {
  return `${name} ${String(createdAt)}`;
}

/** When something last happened to a job: milliseconds since the Unix epoch. */
export function modifiedAt({ createdAt, transitions }: JobState): number {
  return transitions.at(-1)?.startedAt ?? createdAt;
}

/** Whether nothing happens to a job any more. */
export function hasEnded({ status }: JobState): boolean {
  return !isActive(status);
}
