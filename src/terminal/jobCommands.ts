import { AppError } from '../contract/appError';
import type { JobEvent, StatusEvent } from '../jobs/jobEvent';
import { isActive, type JobState } from '../jobs/jobState';
import { exitCodes, type App } from './app';
import { alignedRows } from './table';
import { isContainerStream } from './textRenderer';

/** `jobs`: jobs and endpoints, newest first; `--json` gives one a line. */
export async function jobs(app: App, json: boolean): Promise<number> {
  const all = await allJobs(app);
  if (json) for (const job of all) app.out.line(JSON.stringify(job));
  else if (all.length === 0) app.err.line('Nothing has run here yet. Run a definition: sagemaker-containers run FILE');
  else for (const line of table(all)) app.out.line(line);
  return exitCodes.ok;
}

async function allJobs(app: App): Promise<readonly JobState[]> {
  const all: JobState[] = [];
  let after: string | undefined;
  do {
    const page = await app.jobs.page(after === undefined ? {} : { after });
    all.push(...page.jobs);
    after = page.next;
  } while (after !== undefined);
  return all;
}

function table(all: readonly JobState[]): readonly string[] {
  const rows = all.map((job) => [
    job.name,
    job.kind.replace('-job', ''),
    job.orphaned ? `${job.status} (nobody runs it)` : (job.secondaryStatus ?? job.status),
    new Date(job.createdAt).toISOString().slice(0, 19).replace('T', ' '),
    isActive(job.status) ? (job.url ?? '') : ((job.failureReason ?? '').split('\n')[0]?.slice(0, 80) ?? ''),
  ]);
  return alignedRows([['NAME', 'KIND', 'STATUS', 'CREATED (UTC)', ''], ...rows]);
}

/** `logs JOB`: what its containers wrote so far; with `-f` also what they will write, until the job ends. */
export async function logs(app: App, job: string, options: LogOptions): Promise<number> {
  const state = await stateOf(app, job);
  const wanted = options.stream === undefined ? containerStreams(state) : [options.stream];
  if (options.follow && isActive(state.status)) return followLogs(app, state, options);
  for (const stream of wanted) {
    if (!state.streams.includes(stream)) throw noStream(state, stream);
    for await (const line of app.jobs.lines(job, stream))
      await print(app, wanted.length > 1 ? `${stream} | ${line}` : line);
  }
  if (wanted.length === 0) app.err.line(`${job} has written nothing yet.`);
  return exitCodes.ok;
}

function noStream({ name, streams }: JobState, stream: string): AppError {
  const action = streams.length > 0 ? `Its streams are: ${streams.join(', ')}.` : 'It has written nothing at all.';
  return new AppError('log.unknown', `${name} has no log stream "${stream}".`, action);
}

/** Options of `logs`. */
export interface LogOptions {
  readonly follow?: boolean;
  readonly stream?: string;
}

async function followLogs(app: App, { name, orphaned, streams }: JobState, { stream }: LogOptions): Promise<number> {
  if (orphaned) app.err.line(`The process that ran ${name} is gone; taking it over.`);
  const events = orphaned ? app.resume(name) : app.jobs.follow(name, new AbortController().signal);
  const seen = new Set(streams.filter(isContainerStream));
  for await (const event of events) {
    if (event.kind === 'status') app.err.line(statusLine(event));
    if (event.kind !== 'log' || (stream === undefined ? !isContainerStream(event.stream) : event.stream !== stream))
      continue;
    seen.add(event.stream);
    await print(app, stream === undefined && seen.size > 1 ? `${event.stream} | ${event.line}` : event.line);
  }
  return exitCodes.ok;
}

function statusLine({ secondaryStatus, status, failureReason }: StatusEvent): string {
  return `${secondaryStatus ?? status}${failureReason === undefined ? '' : `: ${failureReason}`}`;
}

async function print(app: App, line: string): Promise<void> {
  app.out.line(line);
  const busy = app.out.full();
  if (busy) await busy;
}

/** Streams worth reading when none is named: those of containers, else that of a build that failed. */
function containerStreams({ streams }: JobState): readonly string[] {
  const containers = streams.filter(isContainerStream);
  return containers.length > 0 ? containers : streams.filter((stream) => stream === 'build');
}

/** `stop JOB`: ask it to stop, and wait until it has; asked a second time it is killed. */
export async function stop(app: App, job: string): Promise<number> {
  const state = await stateOf(app, job);
  if (state.orphaned) {
    for await (const event of stopping(app, job)) if (event.kind === 'status') app.err.line(statusLine(event));
    return exitCodes.ok;
  }
  const asked = Date.now();
  await app.jobs.stop(job);
  for await (const event of app.jobs.follow(job, new AbortController().signal)) {
    // What happened before the command is known to whoever asks.
    if (event.kind === 'status' && event.at >= asked) app.err.line(statusLine(event));
  }
  return exitCodes.ok;
}

/** Take a job over and stop it as soon as it is ours. */
async function* stopping(app: App, job: string): AsyncGenerator<JobEvent> {
  let asked = false;
  for await (const event of app.resume(job)) {
    if (!asked) {
      asked = true;
      await app.platform.stop(job);
    }
    yield event;
  }
}

/** `clean`: remove what ended or killed runs left behind. */
export async function clean(app: App, ended: boolean): Promise<number> {
  const removed = await app.clean(ended);
  for (const line of removed) app.out.line(line);
  app.err.line(removed.length === 0 ? 'Nothing was left behind.' : `Removed or settled: ${String(removed.length)}.`);
  return exitCodes.ok;
}

/** `doctor`: can jobs run here? Exit code 1 when no engine at all can. */
export async function doctor(app: App, json: boolean): Promise<number> {
  const findings = await app.platform.doctor();
  for (const finding of findings) {
    if (json) app.out.line(JSON.stringify(finding));
    else {
      app.out.line(`${finding.ok ? 'ok     ' : 'problem'}  ${finding.name.padEnd(16)}  ${finding.detail}`);
      if (finding.action !== undefined) app.out.line(`${' '.repeat(27)}${finding.action}`);
    }
  }
  const engines = findings.filter(({ name }) => name.endsWith('engine'));
  return engines.some(({ ok }) => ok) ? exitCodes.ok : exitCodes.failed;
}

/** A job's state. @throws AppError `job.unknown` */
export async function stateOf(app: App, job: string): Promise<JobState> {
  const state = await app.jobs.find(job);
  if (state) return state;
  const { jobs: all } = await app.jobs.page();
  const near = all.filter(({ name }) => name.startsWith(job)).map(({ name }) => name);
  const action =
    near.length > 0 ? `Did you mean ${near.slice(0, 3).join(', ')}?` : 'List them with: sagemaker-containers jobs';
  throw new AppError('job.unknown', `There is no job or endpoint "${job}" here.`, action);
}
