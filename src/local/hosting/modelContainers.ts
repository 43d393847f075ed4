import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerSpec } from '../../contract/containerSpec';
import { hostingGraceSeconds } from '../../contract/stopping';
import type { Container, Exit } from '../../engines/engine';
import type { JobOutcome } from '../jobs/jobOutcome';
import { createContainers, hostOf, removeContainers } from '../containers/runContainers';
import { saveRun } from '../jobs/runRecord';
import { untilHealthy, type Address, type StartupPolicy } from './healthCheck';
import { ModelClient, type ModelMember } from './modelClient';
import type { ModelsPlace } from './loadedModels';
import { layOutModel, modelsPlace, type ModelLayout } from './modelLayout';
import { pingTimeline } from './pingTimeline';

/**
 * What an endpoint and a transform job do differently with the containers of a model. The rest is the same: images built, models
 * extracted, containers created, started, healthy, watched, stopped and removed.
 */
export interface ModelHosting extends ModelLayout {
  /** How a container that starts is pinged. */
  readonly startup: StartupPolicy;
  /** Port on loopback that callers know; kept for whoever takes the job over. Transform jobs have none. */
  readonly port?: number;
  /** Tell that the containers are being stopped since somebody asked. */
  readonly tellStop: (message: string) => Promise<void>;
  /** How the job ends when its containers are not in service any more. */
  readonly outcomeOf: (end: ModelEnd) => JobOutcome;
}

/** Why a model is not in service any more, or never was. */
export type ModelEnd =
  /** Somebody asked (`run.stop`), and all containers have ended. */
  | { readonly kind: 'stopped' }
  /** A container ended by itself; the others still run. */
  | { readonly kind: 'exited'; readonly hostname: string; readonly exit: Exit }
  /** These containers did not answer a ping with 200 in the time of `startup`; `last` is what the last one gave. */
  | { readonly kind: 'unhealthy'; readonly failed: readonly { readonly hostname: string; readonly last: string }[] };

/** A model all of whose containers are healthy. */
export interface RunningModel {
  readonly specs: readonly ContainerSpec[];
  readonly members: readonly ModelMember[];
  /** `POST /invocations` to the containers as one thing; closed by us. */
  readonly client: ModelClient;
  /** From the first ping to the last container's first good one. */
  readonly seconds: number;
  /**
   * Resolves when a container ends by itself, or when all have ended because somebody asked. Race work against it, as a dead
   * container does not fail all calls at once: `Promise.race([work(), model.ended.then(hosting.outcomeOf)])`. Rejects with
   * AppError `engine.lost`, or when the log can't be written any more.
   */
  readonly ended: Promise<ModelEnd>;
  /** End the containers: SIGTERM, SIGKILL `graceSeconds` later; resolves when their last output is recorded. Removal needs no call. */
  shutDown(graceSeconds: number): Promise<void>;
}

/**
 * Run the containers of a model for the time of `use`, and remove them whatever happens. `run.json` is written before the engine
 * has anything of the job.
 * @param use gets the model once it is healthy; what it returns is the job's outcome. Not called when the model never gets there:
 * then the outcome is `hosting.outcomeOf`
 */
export async function runModel(
  hosting: ModelHosting,
  use: (model: RunningModel) => Promise<JobOutcome>,
): Promise<JobOutcome> {
  const { run } = hosting;
  const specs = await layOutModel(hosting);
  await saveRun(run, specs, hosting.port);
  const containers = await createContainers(run, specs);
  const start = () => Promise.all(containers.map((container) => container.start()));
  return attend({ hosting, specs, containers, start }, use);
}

/** The same with containers that another process started (`engine.adopt`), in the order of their specs. */
export async function adoptModel(
  hosting: ModelHosting,
  { specs, containers }: { readonly specs: readonly ContainerSpec[]; readonly containers: readonly Container[] },
  use: (model: RunningModel) => Promise<JobOutcome>,
): Promise<JobOutcome> {
  return attend({ hosting, specs, containers, start: () => Promise.resolve() }, use);
}

/** Containers that exist. */
interface Attendance {
  readonly hosting: ModelHosting;
  readonly specs: readonly ContainerSpec[];
  readonly containers: readonly Container[];
  readonly start: () => Promise<unknown>;
}

/** A container with its log. */
interface Attended {
  readonly hostname: string;
  readonly stream: string;
  readonly container: Container;
  readonly models: ModelsPlace | undefined;
  /** Its last output is on disk. */
  readonly recorded: Promise<void>;
}

/** A container that has no address any more is known to have ended within this time. */
const endNoticeMs = 2_000;

/** From created containers to removed ones. */
async function attend(
  { hosting, specs, containers, start }: Attendance,
  use: (model: RunningModel) => Promise<JobOutcome>,
): Promise<JobOutcome> {
  const { run, model, outcomeOf } = hosting;
  const attended = containers.map((container, index) => {
    const stream = hostOf(specs[index]);
    const recorded = run.recorder.pump(stream, container.output);
    // Reported further down; without this a failure while starting would count as unhandled.
    recorded.catch(() => undefined);
    const models = modelsPlace(hosting, index);
    return { hostname: model.containers[index]?.hostname ?? stream, stream, container, models, recorded };
  });
  const over = new AbortController();
  let client: ModelClient | undefined;
  try {
    run.stop.throwIfAborted();
    await start();
    const ended = untilEnded(hosting, attended);
    ended.catch(() => undefined);
    const ready = await untilReady(hosting, attended, ended, over.signal);
    if ('kind' in ready) return outcomeOf(ready);
    client = new ModelClient({ mode: model.mode, members: ready.members });
    return await use({ specs, ...ready, client, ended, shutDown: (seconds) => shutDown(attended, seconds) });
  } finally {
    over.abort();
    client?.close();
    await removeContainers(run, specs, containers);
  }
}

async function shutDown(attended: readonly Attended[], graceSeconds: number): Promise<void> {
  await Promise.all(attended.map(({ container }) => container.stop(graceSeconds)));
  await Promise.all(attended.map(({ recorded }) => recorded));
}

type Ready = Pick<RunningModel, 'members' | 'seconds'>;

/** Until every container is healthy (I3, I4), or the model is at its end. */
async function untilReady(
  hosting: ModelHosting,
  attended: readonly Attended[],
  ended: Promise<ModelEnd>,
  over: AbortSignal,
): Promise<Ready | ModelEnd> {
  const members: ModelMember[] = [];
  for (const { hostname, stream, container, models } of attended) {
    const address = await addressOf(container, ended);
    if ('kind' in address) return address;
    members.push({ hostname, stream, address, ...(models && { models }) });
  }
  const { stop } = hosting.run;
  const healthy = allHealthy(hosting, members, AbortSignal.any([over, stop]));
  const unlessStopped = (error: unknown) => {
    // Asked to stop while they start: then the containers still get their time to end.
    if (stop.aborted) return ended;
    throw error;
  };
  return Promise.race([ended, healthy.catch(unlessStopped)]);
}

/** Where a container listens, or how the model ended when it was too quick to have an address. */
async function addressOf(container: Container, ended: Promise<ModelEnd>): Promise<Address | ModelEnd> {
  try {
    return await container.address();
  } catch (error) {
    const end = await Promise.race([ended, sleep(endNoticeMs)]);
    if (end) return end;
    throw error;
  }
}

async function allHealthy(
  { run, startup, tell }: ModelHosting,
  members: readonly ModelMember[],
  signal: AbortSignal,
): Promise<Ready | ModelEnd> {
  signal.throwIfAborted();
  const started = performance.now();
  await tell('Waiting for GET /ping to answer 200');
  const checks = members.map(async (member) => {
    let last = 'no answer';
    const timeline = pingTimeline(run.recorder, members.length > 1 ? member.hostname : undefined);
    const ok = await untilHealthy(
      member.address,
      startup,
      (ping) => {
        last = ping.outcome;
        timeline(ping);
      },
      signal,
    );
    return { ok, hostname: member.hostname, last };
  });
  const failed = (await Promise.all(checks)).filter(({ ok }) => !ok);
  if (failed.length > 0) return { kind: 'unhealthy', failed };
  return { members, seconds: (performance.now() - started) / 1000 };
}

/** Until a container ends by itself, or somebody asks: then SIGTERM to all of them, and SIGKILL 30 s later (I12). */
async function untilEnded(hosting: ModelHosting, attended: readonly Attended[]): Promise<ModelEnd> {
  const { run } = hosting;
  const stopAll = (seconds: number) => Promise.all(attended.map(({ container }) => container.stop(seconds)));
  let stopping: Promise<unknown> | undefined;
  const onStop = () => {
    const message = `Asked to stop: SIGTERM now, SIGKILL in ${String(hostingGraceSeconds)} seconds`;
    stopping ??= Promise.all([hosting.tellStop(message), stopAll(hostingGraceSeconds)]);
    // Waited for once they have ended; an engine that is lost until then would count as unhandled.
    stopping.catch(() => undefined);
  };
  const onKill = () => {
    stopping = Promise.all([stopping, stopAll(0)]);
    stopping.catch(() => undefined);
  };
  run.stop.addEventListener('abort', onStop);
  run.kill.addEventListener('abort', onKill);
  if (run.stop.aborted) onStop();
  try {
    const first = await Promise.race(attended.map(untilOver));
    const asked = stopping !== undefined;
    await stopping;
    if (asked) return { kind: 'stopped' };
    await first.recorded;
    return { kind: 'exited', hostname: first.hostname, exit: first.exit };
  } finally {
    run.stop.removeEventListener('abort', onStop);
    run.kill.removeEventListener('abort', onKill);
  }
}

async function untilOver(one: Attended): Promise<Attended & { readonly exit: Exit }> {
  const exited = one.container.wait();
  exited.catch(() => undefined);
  // A log that can't be written any more ends the model: a server whose output nobody takes would hang.
  return { ...one, exit: await Promise.race([exited, one.recorded.then(() => exited)]) };
}
