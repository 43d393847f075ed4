import { join } from 'node:path';
import { AppError } from '../contract/appError';
import type { LogEvent, StatusEvent } from '../jobs/jobEvent';
import type { EngineChoice } from '../jobs/platform';
import { dumpFromLines, type ProbeDump } from '../probe/probeDump';
import type { App } from './app';
import { onInterrupt } from './interrupt';
import type { ProbeDefinition } from './probeDefinitions';

/** What one container of a run saw. */
export interface Probed {
  readonly job: string;
  /** Its log stream. */
  readonly stream: string;
  readonly dump: ProbeDump;
}

/**
 * Run a definition of the probe's folder to its end and read what its containers saw from their logs.
 * @throws AppError `probe.failed` when no container wrote anything, or it did not end well; `probe.stopped` after Ctrl-C
 */
export async function runProbe(
  app: Pick<App, 'platform' | 'err'>,
  folder: string,
  definition: ProbeDefinition,
  engine: EngineChoice,
): Promise<readonly Probed[]> {
  const lines = new Map<string, string[]>();
  const run: ProbeRun = { job: undefined, failure: undefined, interrupted: false };
  const interrupts = onInterrupt(app.err, async () => {
    run.interrupted = true;
    if (run.job !== undefined) await app.platform.stop(run.job);
  });
  try {
    const request = { definition: join(folder, definition.file), engine };
    for await (const event of app.platform.start(request, new AbortController().signal)) {
      if (run.interrupted && run.job === undefined) await app.platform.stop(event.job);
      run.job = event.job;
      if (event.kind === 'log') addLine(lines, event);
      if (event.kind === 'status') await followStatus(app, run, event, fixtureOf(folder, definition));
    }
  } finally {
    interrupts.dispose();
  }
  const { job = definition.file, failure } = run;
  if (run.interrupted)
    throw new AppError('probe.stopped', `The probe was stopped during ${definition.file}.`, 'Start it again.');
  const found = [...lines].flatMap(([stream, text]): Probed[] => {
    const dump = dumpFromLines(text);
    return dump ? [{ job, stream, dump }] : [];
  });
  if (failure === undefined && found.length > 0)
    return found.sort((one, other) => (one.stream < other.stream ? -1 : 1));
  throw new AppError(
    'probe.failed',
    `The probe of ${definition.file} did not come to its end: ${failure ?? 'its containers wrote nothing'}.`,
    `Read its log: sagemaker-containers logs ${job}`,
  );
}

function addLine(lines: Map<string, string[]>, { stream, line }: LogEvent): void {
  const known = lines.get(stream);
  if (known) known.push(line);
  else lines.set(stream, [line]);
}

interface ProbeRun {
  job: string | undefined;
  failure: string | undefined;
  interrupted: boolean;
}

function fixtureOf(folder: string, { fixture }: ProbeDefinition): string | undefined {
  return fixture === undefined ? undefined : join(folder, fixture);
}

/** Once an endpoint is in service it is called, and stopped again. */
async function followStatus(
  { platform }: Pick<App, 'platform'>,
  run: ProbeRun,
  event: StatusEvent,
  fixture: string | undefined,
): Promise<void> {
  run.failure ??= event.failureReason;
  if (event.url === undefined || fixture === undefined) return;
  for await (const result of platform.invoke([fixture], new AbortController().signal)) {
    if (!result.passed) run.failure ??= `its answer had status ${String(result.statusCode)}`;
  }
  await platform.stop(event.job);
}
