import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';
import { explainExitCode } from '../../contract/exitCode';
import { pingDelayMs } from '../../contract/hosting';
import { noPingReason, transformStartupSeconds } from '../../contract/transform';
import { parametersLine } from '../../contract/transformParameters';
import type { TransformPlan } from '../../definitions/plan';
import type { Container } from '../../engines/engine';
import { adoptModel, runModel, type ModelEnd, type ModelHosting, type RunningModel } from '../hosting/modelContainers';
import type { Archives } from '../hosting/modelLayout';
import { conclude, type JobOutcome } from '../jobs/jobOutcome';
import type { JobRun } from '../containers/jobRun';
import { dataLog } from './dataLog';
import { chooseParameters } from './executionParameters';
import type { FileResult } from './driveFiles';
import { listInputFiles } from './inputFiles';
import { publishOutputs } from './publishOutputs';
import { transformFiles } from './transformFiles';
import { transformOutcome } from './transformOutcome';

/** How a job ends that was asked to stop: nothing of it is stored (B9). */
const stopped: JobOutcome = { status: 'Stopped', secondaryStatus: 'Stopped' };
/** Time for the last lines of a container that nobody needs any more, in seconds. */
const farewellSeconds = 1;
/** A container that broke off its calls is known to have ended within this time, in milliseconds. */
const endNoticeMs = 2_000;
/** Folder of a job that outputs are written to until they are whole. */
const stagingFolder = 'transform';

/** Serve a model, send it the input, and store what it answers (B1, B3). */
export async function runTransform(run: JobRun<TransformPlan>, archives: Archives): Promise<void> {
  const hosting = hostingOf(run, archives);
  await conclude(run, stopped, () => runModel(hosting, (model) => transform(run, hosting, model)));
}

/** Go on with a job whose containers another process started: nothing is stored before the end, so its input is sent again from the beginning. */
export async function resumeTransform(
  run: JobRun<TransformPlan>,
  specs: readonly ContainerSpec[],
  containers: readonly Container[],
): Promise<void> {
  const hosting = hostingOf(run, []);
  run.recorder.note('The containers go on; the whole input is sent to them again.');
  await conclude(run, stopped, () =>
    adoptModel(hosting, { specs, containers }, (model) => transform(run, hosting, model)),
  );
}

function hostingOf(run: JobRun<TransformPlan>, archives: Archives): ModelHosting {
  const { model, environment } = run.plan;
  const tell = (status: string, secondaryStatus: string) => (message: string) =>
    run.recorder.status({ status, secondaryStatus, message });
  return {
    run,
    model,
    archives,
    environment,
    startup: { seconds: transformStartupSeconds, delayMs: pingDelayMs },
    streamOf: (hostname) => (model.containers.length === 1 ? 'algo-1' : hostname),
    tell: tell('InProgress', 'Starting'),
    tellStop: tell('Stopping', 'Stopping'),
    outcomeOf,
  };
}

async function transform(run: JobRun<TransformPlan>, hosting: ModelHosting, model: RunningModel): Promise<JobOutcome> {
  const staging = join(run.folder.path, stagingFolder);
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, run.stop]);
  // What an earlier owner left is of no use.
  await rm(staging, { recursive: true, force: true });
  const work = drive(run, model, staging, signal);
  work.catch(() => undefined);
  try {
    const first = await Promise.race([work, model.ended]);
    const end = 'kind' in first ? first : await endBehind(first, model);
    if (end) over.abort();
    const results = await work;
    if (run.stop.aborted) return hosting.outcomeOf(await model.ended);
    await store(run, results, staging);
    if (end) return hosting.outcomeOf(end);
    await model.shutDown(farewellSeconds);
    return transformOutcome(results);
  } finally {
    over.abort();
    // Also when the engine is lost: an output that is still written would come back.
    await Promise.allSettled([work]);
    await rm(staging, { recursive: true, force: true });
  }
}

async function drive(
  run: JobRun<TransformPlan>,
  model: RunningModel,
  staging: string,
  signal: AbortSignal,
): Promise<readonly FileResult[]> {
  const { plan, recorder } = run;
  const say = dataLog(recorder);
  const [first] = model.members;
  if (!first) throw new AppError('unexpected', 'The model has no container.', 'Please report it.');
  const { parameters, notes } = await chooseParameters(plan, first, signal);
  for (const note of notes) recorder.note(note);
  say(parametersLine(parameters));
  const files = await listInputFiles(plan.input);
  return transformFiles({ run, model, parameters, files, staging, signal, say });
}

/** When calls broke off, the container may have ended: then that is what happened to the job. */
async function endBehind(results: readonly FileResult[], model: RunningModel): Promise<ModelEnd | undefined> {
  if (!results.some(({ failure }) => failure?.code === 'transform.noAnswer')) return undefined;
  return (await Promise.race([model.ended, sleep(endNoticeMs)])) ?? undefined;
}

async function store(run: JobRun<TransformPlan>, results: readonly FileResult[], staging: string): Promise<void> {
  const { plan, recorder, folder } = run;
  const whole = results.filter(({ stored }) => stored);
  const place = plan.output ?? folder.artifacts;
  const message = `Storing ${String(whole.length)} ${whole.length === 1 ? 'output' : 'outputs'}`;
  await recorder.status({ status: 'InProgress', secondaryStatus: 'Uploading', message });
  await publishOutputs(whole, staging, place);
  const bytes = whole.reduce((sum, result) => sum + result.bytes, 0);
  await recorder.artifact({ name: 'output', path: place, bytes });
}

function outcomeOf(end: ModelEnd): JobOutcome {
  switch (end.kind) {
    case 'stopped':
      return stopped;
    case 'exited': {
      const { code, outOfMemory } = end.exit;
      const meaning = explainExitCode(code, outOfMemory);
      const why = `AlgorithmError: The model container ${end.hostname} ended with exit code ${String(code)}${meaning === undefined ? '' : ` (${meaning})`} before the input was transformed.`;
      return failed(`${why} Its log has the details.`);
    }
    case 'unhealthy': {
      const last = end.failed.map((one) => `${one.hostname}: ${one.last}`).join(', ');
      return failed(`${noPingReason} within ${String(transformStartupSeconds)} s (last answer of ${last}).`);
    }
    default:
      return end satisfies never;
  }
}

function failed(failureReason: string): JobOutcome {
  return { status: 'Failed', secondaryStatus: 'Failed', failureReason };
}
