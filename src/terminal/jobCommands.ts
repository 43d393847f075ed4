import { AppError } from '../contract/appError';
import type { JobEvent, StatusEvent } from '../jobs/jobEvent';
import { isActive, type JobState } from '../jobs/jobState';
import type { JobPage, JobQuery, LogPart } from '../jobs/platform';
import { exitCodes, type App } from './app';
import { onInterrupt } from './interrupt';
import { alignedRows } from './table';
import { connectionText, isContainerStream, lineText } from './textRenderer';

/** Options of `jobs`. */
export interface JobsOptions extends Pick<JobQuery, 'kind' | 'status'> {
  readonly name?: string;
  readonly limit?: number;
  readonly json?: boolean;
}

/** Jobs of AWS that are listed where nobody says how many: there may be thousands. */
const awsLimit = 100;

/** `jobs`: jobs and endpoints, newest first; `--json` gives one a line. */
export async function jobs(app: App, { json, ...options }: JobsOptions): Promise<number> {
  const { found, hasMore, problems } = await listed(app, options);
  for (const problem of problems) app.err.line(problem);
  if (json) for (const job of found) app.out.line(JSON.stringify(job));
  else if (found.length > 0) for (const line of table(found)) app.out.line(line);
  else app.err.line(nothingText(app, options));
  if (hasMore) app.err.line(`There are more: add --limit ${String(2 * found.length || awsLimit)}, --name or --kind.`);
  return exitCodes.ok;
}

function nothingText({ jobs: { name } }: App, { kind, status, name: part }: JobsOptions): string {
  if ([kind, status, part].some((one) => one !== undefined)) return 'No job or endpoint fits.';
  return name === 'local'
    ? 'Nothing has run here yet. Run a definition: sagemaker-containers run FILE'
    : 'Nothing has run there yet. Submit a definition: sagemaker-containers submit FILE';
}

interface Listed {
  readonly found: readonly JobState[];
  readonly hasMore: boolean;
  readonly problems: readonly string[];
}

async function listed({ jobs: place }: App, { kind, status, name, ...options }: JobsOptions): Promise<Listed> {
  const limit = options.limit ?? (place.name === 'local' ? Infinity : awsLimit);
  const found: JobState[] = [];
  const problems = new Set<string>();
  let after: string | undefined;
  do {
    const page: JobPage = await place.page({
      ...(kind !== undefined && { kind }),
      ...(status !== undefined && { status }),
      ...(name !== undefined && { nameContains: name }),
      ...(after !== undefined && { after }),
      ...(Number.isFinite(limit) && { limit: limit - found.length }),
    });
    found.push(...page.jobs);
    for (const problem of page.problems ?? []) problems.add(problem);
    after = page.next;
  } while (after !== undefined && found.length < limit);
  return { found, hasMore: after !== undefined, problems: [...problems] };
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
  const asked = { '--continue': options.continue, '--live-tail': options.liveTail, '--since': options.since };
  const onAws = Object.entries(asked).flatMap(([option, value]) => (value === undefined ? [] : [option]));
  if (app.jobs.name === 'local' && onAws[0] !== undefined) throw onlyOnAws(job, onAws[0]);
  if (options.continue || (options.follow && isActive(state.status))) return followLogs(app, state, options);
  for (const stream of wanted) {
    if (!state.streams.includes(stream)) throw noStream(state, stream);
    for await (const line of app.jobs.lines(job, stream, partOf(options)))
      await print(app, wanted.length > 1 ? `${stream} | ${line}` : line);
  }
  if (wanted.length === 0) app.err.line(`${job} has written nothing yet.`);
  return exitCodes.ok;
}

function noStream({ name, streams }: JobState, stream: string): AppError {
  const action = streams.length > 0 ? `Its streams are: ${streams.join(', ')}.` : 'It has written nothing at all.';
  return new AppError('log.unknown', `${name} has no log stream "${stream}".`, action);
}

function partOf({ lines, since }: LogOptions): LogPart {
  return { ...(lines !== undefined && { last: lines }), ...(since !== undefined && { since }) };
}

/** Options of `logs`. */
export interface LogOptions {
  readonly follow?: boolean;
  readonly stream?: string;
  /** Of what each stream has already, only so many lines, the last ones. */
  readonly lines?: number;
  /** And no older ones: milliseconds since the Unix epoch. */
  readonly since?: number;
  /** Begin behind what the last one told that was asked for this. */
  readonly continue?: boolean;
  /** Hear of lines as they are written, for which AWS takes money. */
  readonly liveTail?: boolean;
}

async function followLogs(
  app: App,
  { name, orphaned, streams }: JobState,
  { stream, continue: goOn, liveTail, ...options }: LogOptions,
): Promise<number> {
  if (orphaned) app.err.line(`The process that ran ${name} is gone; taking it over.`);
  const following = { ...partOf(options), ...(goOn && { goOn }), ...(liveTail && { liveTail }) };
  const left = new AbortController();
  const events = orphaned ? app.resume(name) : app.jobs.follow(name, left.signal, following);
  // How far it got is written down before it ends.
  const leave = () => {
    left.abort();
    return Promise.resolve();
  };
  const interrupts = goOn && onInterrupt(app.err, leave);
  try {
    await printAll(app, events, { stream, seen: new Set(streams.filter(isContainerStream)) });
  } finally {
    if (interrupts) interrupts.dispose();
  }
  return left.signal.aborted ? exitCodes.stopped : exitCodes.ok;
}

interface Printing {
  /** The only one that is wanted. */
  readonly stream: string | undefined;
  /** Streams of containers that have said something. */
  readonly seen: Set<string>;
}

async function printAll(app: App, events: AsyncIterable<JobEvent>, { stream, seen }: Printing): Promise<void> {
  for await (const event of events) {
    if (event.kind === 'status') app.err.line(statusLine(event));
    if (event.kind === 'connection') app.err.line(connectionText(event));
    // What we have to say of a job of AWS is what it has cost.
    if (event.kind === 'log' && event.stream === 'platform' && app.jobs.name === 'aws') app.err.line(event.line);
    if (event.kind !== 'log' || (stream === undefined ? !isContainerStream(event.stream) : event.stream !== stream))
      continue;
    seen.add(event.stream);
    const text = lineText(event);
    await print(app, stream === undefined && seen.size > 1 ? `${event.stream} | ${text}` : text);
  }
}

function onlyOnAws(job: string, option: string): AppError {
  return new AppError(
    'log.onlyOnAws',
    `${option} is for jobs of AWS, and ${job} is looked for on this machine.`,
    'Leave it out, or add --profile or --region.',
  );
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
  // What happened before the command is known to whoever asks. The clock of AWS is another one, so there it is known by what it is.
  const asked = app.jobs.name === 'local' ? Date.now() : -Infinity;
  await app.jobs.stop(job);
  const known = new Set(state.transitions.map(({ status, startedAt }) => `${status} ${String(startedAt)}`));
  for await (const event of app.jobs.follow(job, new AbortController().signal, { withoutLogs: true })) {
    if (event.kind !== 'status' || event.at < asked) continue;
    if (known.has(`${event.secondaryStatus ?? event.status} ${String(event.at)}`)) continue;
    app.err.line(statusLine(event));
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
  throw await unknownJob(app, job);
}

/** The error for a name that no job has, with those that begin like it. */
export async function unknownJob(app: App, job: string): Promise<AppError> {
  const { jobs: all } = await app.jobs.page();
  const near = all.filter(({ name }) => name.startsWith(job)).map(({ name }) => name);
  const action =
    near.length > 0 ? `Did you mean ${near.slice(0, 3).join(', ')}?` : 'List them with: sagemaker-containers jobs';
  const where = app.jobs.name === 'local' ? 'here' : 'there';
  return new AppError('job.unknown', `There is no job or endpoint "${job}" ${where}.`, action);
}
