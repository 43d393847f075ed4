import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../contract/appError';
import type { ContainerSpec } from '../contract/containerSpec';
import { explainExitCode } from '../contract/exitCode';
import { slowStartSeconds, startupTimeoutSeconds, variantName } from '../contract/hosting';
import { hostingGraceSeconds } from '../contract/stopping';
import type { ModelPlan } from '../definitions/plan';
import type { Container, Exit } from '../engines/engine';
import { openFrontProxy, type FrontProxy } from './frontProxy';
import { keepPinging, untilHealthy, type Address, type Ping } from './healthCheck';
import { hostingSpec } from './hostingSpec';
import { prepareImage } from './jobImage';
import { conclude, type JobOutcome } from './jobOutcome';
import { engineName, type JobRun } from './jobRun';
import { extractModel } from './modelData';
import { createContainers, removeContainers } from './runContainers';
import { saveRun } from './runRecord';

/** A model to serve. */
export interface Serving {
  readonly run: JobRun<ModelPlan>;
  /** Absolute path of the model archive; undefined for an image that brings its own model. */
  readonly archive: string | undefined;
  /** Port on loopback for callers; 0 for any free one. */
  readonly port: number;
}

/** A container that has no address any more is known to have ended within this time. */
const endNoticeMs = 2_000;
/** How an endpoint ends that was asked to stop. */
const stopped: JobOutcome = { status: 'OutOfService' };

/** Bring a model into service and keep it there until it is asked to stop or its container ends. */
export async function runEndpoint(serving: Serving): Promise<void> {
  const { run } = serving;
  await conclude(run, stopped, async () => {
    await run.recorder.status({ status: 'Creating', message: 'Preparing the image' });
    const image = await prepareImage(run);
    const spec = await layOutModel(serving, image);
    await saveRun(run, [spec], serving.port);
    const [container] = await createContainers(run, [spec]);
    if (!container) throw new AppError('unexpected', 'The engine created no container.', 'Please report it.');
    return serve(serving, spec, container, () => container.start());
  });
}

/** Go on with an endpoint whose container another process started. */
export async function resumeEndpoint(serving: Serving, spec: ContainerSpec, container: Container): Promise<void> {
  await conclude(serving.run, stopped, () => serve(serving, spec, container, () => Promise.resolve()));
}

async function layOutModel({ run, archive }: Serving, image: string): Promise<ContainerSpec> {
  const { folder, plan, recorder } = run;
  let model: string | undefined;
  if (archive !== undefined) {
    await recorder.status({ status: 'Creating', message: 'Extracting the model' });
    model = join(folder.path, 'opt', 'ml', 'model');
    await extractModel(archive, model);
  }
  return hostingSpec(plan, {
    name: folder.name,
    folder: folder.path,
    container: engineName(folder),
    image,
    region: run.region,
    model,
  });
}

async function serve(
  serving: Serving,
  spec: ContainerSpec,
  container: Container,
  start: () => Promise<void>,
): Promise<JobOutcome> {
  const { run } = serving;
  const over = new AbortController();
  const recorded = run.recorder.pump(variantName, container.output);
  recorded.catch(() => undefined);
  let proxy: FrontProxy | undefined;
  try {
    run.stop.throwIfAborted();
    await start();
    const ended = untilEnded(run, container, recorded);
    const address = await addressOf(container, ended);
    if ('kind' in address) return await outcomeOf(address, recorded);
    const starting = AbortSignal.any([over.signal, run.stop]);
    const ready = await Promise.race([ended, untilReady(run, address, starting).catch(unlessStopped(run, ended))]);
    if (ready.kind !== 'ready') return await outcomeOf(ready, recorded);
    proxy = await openFrontProxy(
      { name: run.folder.name, variant: variantName, region: run.region, container: address },
      serving.port,
    );
    await saveRun(run, [spec], proxy.port);
    const message = `Answering after ${ready.seconds.toFixed(1)} s`;
    await run.recorder.status({ status: 'InService', message, url: `http://127.0.0.1:${String(proxy.port)}` });
    // A health check that can't be written down (a full disk) ends the endpoint; otherwise the checks end with it.
    const pinging = keepPinging(address, pingTimeline(run), over.signal);
    return await outcomeOf(await Promise.race([ended, pinging.then(() => ended)]), recorded);
  } finally {
    over.abort();
    await proxy?.close();
    await removeContainers(run, [spec], [container]);
  }
}

/** Where the container listens, or how it ended when it was too quick to have an address. */
async function addressOf(container: Container, ended: Promise<Ended>): Promise<Address | Ended> {
  try {
    return await container.address();
  } catch (error) {
    const end = await Promise.race([ended, sleep(endNoticeMs)]);
    if (end) return end;
    throw error;
  }
}

/** Asked to stop while it starts: then the container still gets its time to end. */
function unlessStopped(run: JobRun<ModelPlan>, ended: Promise<Ended>): (error: unknown) => Promise<Ended> {
  return (error) => {
    if (run.stop.aborted) return ended;
    throw error;
  };
}

type Readiness =
  { readonly kind: 'ready'; readonly seconds: number } | { readonly kind: 'unhealthy'; readonly last: string };
type Ended = { readonly kind: 'stopped' } | { readonly kind: 'exited'; readonly exit: Exit };

/** Wait for the first good health check (I3, I4). */
async function untilReady(run: JobRun<ModelPlan>, address: Address, signal: AbortSignal): Promise<Readiness> {
  signal.throwIfAborted();
  const started = performance.now();
  await run.recorder.status({ status: 'Creating', message: 'Waiting for GET /ping to answer 200' });
  const timeline = pingTimeline(run);
  let last = 'no answer';
  const report = (result: Ping) => {
    last = result.outcome;
    timeline(result);
  };
  if (!(await untilHealthy(address, startupTimeoutSeconds, report, signal))) return { kind: 'unhealthy', last };
  const seconds = (performance.now() - started) / 1000;
  if (seconds > slowStartSeconds) {
    run.recorder.note(
      `The container needed ${seconds.toFixed(0)} s to its first good /ping; keep it under ${String(slowStartSeconds)} s.`,
    );
  }
  return { kind: 'ready', seconds };
}

/** Until the container ends by itself, or somebody asks: then SIGTERM, and SIGKILL 30 s later (I12). */
async function untilEnded(run: JobRun<ModelPlan>, container: Container, recorded: Promise<void>): Promise<Ended> {
  let stopping: Promise<unknown> | undefined;
  const onStop = () => {
    stopping ??= Promise.all([
      run.recorder.status({
        status: 'Deleting',
        message: `Asked to stop: SIGTERM now, SIGKILL in ${String(hostingGraceSeconds)} seconds`,
      }),
      container.stop(hostingGraceSeconds),
    ]);
  };
  const onKill = () => {
    stopping = Promise.all([stopping, container.stop(0)]);
  };
  run.stop.addEventListener('abort', onStop);
  run.kill.addEventListener('abort', onKill);
  if (run.stop.aborted) onStop();
  try {
    const exited = container.wait();
    exited.catch(() => undefined);
    // A log that can't be written any more ends the endpoint: a server whose output nobody takes would hang.
    const exit = await Promise.race([exited, recorded.then(() => exited)]);
    const asked = stopping !== undefined;
    await stopping;
    return asked ? { kind: 'stopped' } : { kind: 'exited', exit };
  } finally {
    run.stop.removeEventListener('abort', onStop);
    run.kill.removeEventListener('abort', onKill);
  }
}

async function outcomeOf(
  ended: Ended | Extract<Readiness, { kind: 'unhealthy' }>,
  recorded: Promise<void>,
): Promise<JobOutcome> {
  if (ended.kind === 'stopped') return { status: 'OutOfService' };
  if (ended.kind === 'exited') {
    await recorded;
    const { code, outOfMemory } = ended.exit;
    const meaning = explainExitCode(code, outOfMemory);
    const why = `The container of variant ${variantName} ended with exit code ${String(code)}${meaning === undefined ? '' : ` (${meaning})`}.`;
    return { status: 'Failed', failureReason: `${why} Its log has the details.` };
  }
  const why = `The primary container for production variant ${variantName} did not pass the ping health check`;
  return {
    status: 'Failed',
    failureReason: `${why}: the last GET /ping within ${String(startupTimeoutSeconds)} s gave ${ended.last}.`,
  };
}

/** Keeps the health checks as the log stream `ping`: all that differ from the one before, and one in a hundred others. */
function pingTimeline(run: JobRun<ModelPlan>): (result: Ping) => void {
  let before = '';
  let same = 0;
  return ({ outcome, milliseconds }) => {
    same = outcome === before ? same + 1 : 0;
    before = outcome;
    if (same % 100 === 0)
      run.recorder.log('ping', `${new Date().toISOString()} GET /ping: ${outcome} (${String(milliseconds)} ms)`);
  };
}
