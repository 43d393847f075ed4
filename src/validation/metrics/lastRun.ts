import { posix, win32 } from 'node:path';
import type { FileReader } from '../../definitions/fileReader';
import type { PathStyle } from '../../definitions/fileReference';

/** What the last local run of a definition wrote. */
export interface LastRun {
  readonly job: string;
  /** Lines of its containers, the last ones of each stream. */
  readonly lines: readonly string[];
}

/** Looked at of each stream: what is searched again at every keystroke must stay small. */
const mostBytes = 128 * 1024;
/** Folders above a definition in which jobs may be kept. */
const levels = 8;
/** Job folders that are looked into. */
const mostJobs = 20;
/** Streams of ours, not of containers. */
const ours = /^(?:build|ping|platform)\.log$/;

/** The newest job on this machine that was started from a definition and has said something; undefined when there is none. */
export function lastRun(definition: string, files: FileReader, style: PathStyle): LastRun | undefined {
  const paths = style === 'win32' ? win32 : posix;
  let folder = paths.dirname(definition);
  for (let level = 0; level < levels; level += 1) {
    const jobs = paths.join(folder, '.sagemaker', 'jobs');
    if (files.isDirectory(jobs)) return newestIn(jobs, definition, files, paths);
    folder = paths.dirname(folder);
  }
  return undefined;
}

function newestIn(jobs: string, definition: string, files: FileReader, paths: typeof posix): LastRun | undefined {
  const newest = files
    .list(jobs)
    .map((name) => ({ name, time: timeIn(name) }))
    .sort((a, b) => b.time.localeCompare(a.time))
    .slice(0, mostJobs)
    .map(({ name }) => ({ name, state: stateOf(files.readText(paths.join(jobs, name, 'state.json'))) }))
    .filter(({ state }) => state?.['definition'] === definition && state['endedAt'] !== undefined)
    .reduce<Candidate | undefined>((best, one) => (startOf(one) > startOf(best) ? one : best), undefined);
  if (!newest) return undefined;
  const logs = paths.join(jobs, newest.name, 'logs');
  const streams = files.list(logs).filter((name) => name.endsWith('.log') && !ours.test(name));
  const lines = streams.flatMap((name) => (files.readEnd(paths.join(logs, name), mostBytes) ?? '').split(/\r?\n/));
  return lines.some((line) => line !== '') ? { job: newest.name, lines } : undefined;
}

interface Candidate {
  readonly name: string;
  readonly state: Readonly<Record<string, unknown>> | undefined;
}

function startOf(candidate: Candidate | undefined): number {
  return Number(candidate?.state?.['createdAt'] ?? -1);
}

/** The time in a name that was made for a job; a name that a request gave has none, and comes last. */
function timeIn(name: string): string {
  return /\d{4}(?:-\d\d){5}-\d{3}$/.exec(name)?.[0] ?? '';
}

/** A job's state as far as it is JSON; anybody may have written it. */
function stateOf(text: string | undefined): Candidate['state'] {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Candidate['state']) : undefined;
  } catch {
    // Half written, or not ours.
    return undefined;
  }
}
