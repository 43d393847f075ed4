import { watch } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/appError';
import type { JobEvent } from '../../jobs/jobEvent';
import type { JobState } from '../../jobs/jobState';
import { parseMetricLine } from '../../jobs/metricSample';
import type { FollowOptions } from '../../jobs/platform';
import { jobFolder, logFile, type JobFolder } from './jobFolder';
import { readJson } from '../../machine/jsonFile';
import { readJob } from './jobList';
import { LogTail } from './logTail';

/** Whether the owner still lives has no event: it is looked at this often, in milliseconds. */
const ownerCheckInterval = 2_000;
/** Changes within so many milliseconds are read together. */
const coalesce = 25;

/** Which job is followed, and how. */
export interface Followed extends FollowOptions {
  readonly root: string;
  readonly name: string;
}

/**
 * Everything that happened to a job, read from its folder, then what happens next until its end.
 * @throws AppError `job.unknown`, or `job.abandoned` when the process that ran it is gone
 */
export async function* followJob(
  { root, name, withoutLogs, last }: Followed,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const folder = jobFolder(root, name);
  const tails: Tails = new Map();
  const metrics = new LogTail(folder.metrics);
  const changes = watchFolders([folder.path, ...(withoutLogs ? [] : [folder.logs])], signal);
  let first = last;
  const seen: Seen = { transitions: 0, message: undefined, artifacts: 0, url: undefined };
  try {
    for (;;) {
      const state = await known(root, name);
      yield* newStates(state, seen);
      if (!withoutLogs) yield* newLines(state, tails, { folder, last: first });
      first = undefined;
      for await (const lines of metrics.read()) yield* metricEvents(name, lines);
      if (state.endedAt !== undefined) {
        yield* restOfLines(state, tails);
        yield { kind: 'end', job: name, at: state.endedAt, describe: await readDescribe(folder) };
        return;
      }
      if (state.orphaned) throw abandoned(name);
      await changes.next();
      if (signal.aborted) return;
      // What comes together is read together.
      await sleep(coalesce);
    }
  } finally {
    changes.close();
  }
}

type Tails = Map<string, LogTail>;

interface Reading {
  readonly folder: JobFolder;
  /** Only so many lines of each stream, the last ones. */
  readonly last: number | undefined;
}

async function* newLines({ name, streams }: JobState, tails: Tails, reading: Reading): AsyncGenerator<JobEvent> {
  for (const stream of streams) {
    const tail = tails.get(stream) ?? new LogTail(logFile(reading.folder, stream));
    tails.set(stream, tail);
    const blocks = reading.last === undefined ? tail.read() : lastLines(tail, reading.last);
    for await (const lines of blocks) yield* logEvents(name, stream, lines);
  }
}

async function* lastLines(tail: LogTail, count: number): AsyncGenerator<readonly string[]> {
  let kept: readonly string[] = [];
  for await (const lines of tail.read()) kept = [...kept, ...lines].slice(-count);
  yield kept;
}

function* restOfLines({ name }: JobState, tails: Tails): Generator<JobEvent> {
  for (const [stream, tail] of tails) yield* logEvents(name, stream, tail.rest());
}

/** Written by us only, so its shape is trusted. */
async function readDescribe(folder: JobFolder): Promise<Readonly<Record<string, unknown>>> {
  return ((await readJson(folder.describe)) ?? {}) as Readonly<Record<string, unknown>>;
}

/** The error for a job without an owner. */
export function abandoned(name: string): AppError {
  return new AppError(
    'job.abandoned',
    `The process that ran ${name} is gone, so nobody records its end.`,
    `Take it over: sagemaker-containers resume ${name}`,
  );
}

/** A job's state. @throws AppError `job.unknown` */
export async function known(root: string, name: string): Promise<JobState> {
  const state = await readJob(root, name);
  if (state) return state;
  throw new AppError(
    'job.unknown',
    `There is no job or endpoint "${name}" in ${root}.`,
    'List them with: sagemaker-containers jobs',
  );
}

interface Seen {
  transitions: number;
  /** Of the last transition: a job that goes on in it may say something new. */
  message: string | undefined;
  artifacts: number;
  url: string | undefined;
}

function* newStates(state: JobState, seen: Seen): Generator<JobEvent> {
  const { name: job, transitions } = state;
  for (const [index, transition] of transitions.entries()) {
    const last = index === transitions.length - 1;
    const isKnown = index < seen.transitions && !(last && transition.message !== seen.message);
    if (isKnown) continue;
    const { status: secondaryStatus, message } = transition;
    yield {
      kind: 'status',
      job,
      at: transition.startedAt,
      status: state.kind === 'endpoint' ? secondaryStatus : last ? state.status : 'InProgress',
      ...(state.kind !== 'endpoint' && { secondaryStatus }),
      ...(message !== undefined && { message }),
      ...(last && state.failureReason !== undefined && { failureReason: state.failureReason }),
      ...(last && state.exitMessage !== undefined && { exitMessage: state.exitMessage }),
      ...(last && state.url !== undefined && { url: state.url }),
    };
  }
  seen.transitions = transitions.length;
  seen.message = transitions.at(-1)?.message;
  for (const artifact of state.artifacts.slice(seen.artifacts))
    yield { kind: 'artifact', job, at: state.endedAt ?? Date.now(), ...artifact };
  seen.artifacts = state.artifacts.length;
}

function* logEvents(job: string, stream: string, lines: readonly string[]): Generator<JobEvent> {
  const at = Date.now();
  for (const line of lines) yield { kind: 'log', job, at, stream, line };
}

function* metricEvents(job: string, lines: readonly string[]): Generator<JobEvent> {
  for (const line of lines) {
    const sample = parseMetricLine(line);
    if (sample) yield { kind: 'metric', job, ...sample };
  }
}

/** Wakes up when something in one of the folders changes; folders that come later are found by the next look. */
function watchFolders(folders: readonly string[], signal: AbortSignal): { next(): Promise<void>; close(): void } {
  let changed = false;
  let wake: () => void = () => undefined;
  const touch = () => {
    changed = true;
    wake();
  };
  const watchers = folders.flatMap((folder) => {
    try {
      return [watch(folder, touch).on('error', touch)];
    } catch {
      // Not there (yet): the regular look below will do.
      return [];
    }
  });
  signal.addEventListener('abort', touch);
  return {
    next: async () => {
      if (!changed && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ownerCheckInterval);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      changed = false;
    },
    close: () => {
      signal.removeEventListener('abort', touch);
      for (const watcher of watchers) watcher.close();
    },
  };
}
