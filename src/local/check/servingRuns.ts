import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InsideSeen } from '../../check/observations';
import type { Cure, StopSeen } from '../../check/programSeen';
import type { BoundSeen, EmptiedSeen, ServingSeen, StartSeen } from '../../check/servingSeen';
import type { ContainerSpec } from '../../contract/containerSpec';
import { pipelinePort } from '../../contract/pipeline';
import { hostingGraceSeconds } from '../../contract/stopping';
import type { ContainerPlan } from '../../definitions/plan';
import { hostingSpec } from '../hosting/hostingSpec';
import { askServer, type AskLimits } from './askServer';
import { runFolder, runLabels, type CheckBench } from './checkBench';
import { firstCure, servingChanges } from './cures';
import { lookAtSockets } from './lookAtProcesses';
import type { SampleRequest } from './sampleRequests';
import { invoke } from './serverCall';
import { laterPatience, withServer, type ServerRun } from './serverRun';
import { stopAndWatch } from './stopWatch';

/** What is served. */
export interface ServingSubject {
  readonly plan: ContainerPlan;
  /** Absolute path of the extracted model; undefined for an image that brings its own. */
  readonly model: string | undefined;
  readonly samples: readonly SampleRequest[];
  readonly inside: InsideSeen | undefined;
  /** ENTRYPOINT of its image. */
  readonly entrypoint: readonly string[];
  readonly limits: AskLimits;
}

/** Answers slower than this are still under way when SIGTERM comes. */
const slowAnswerMs = 300;

/** Serve, ask and stop: without a way to any network first; with one where it needs that to start. */
export async function runServing(bench: CheckBench, subject: ServingSubject): Promise<ServingSeen> {
  bench.tell('Serving, without a way to other networks');
  const spec = await servingSpec(bench, subject, 'serve');
  const base = { hasModel: subject.model !== undefined };
  const first = await withServer(bench, spec, (run) => useServer(bench, subject, run));
  if (first.start.healthyAfter !== undefined || first.start.startFailure !== undefined || !first.start.exit) {
    const { start, ...rest } = first;
    return { ...base, isolated: start, cures: [], ...rest };
  }
  bench.tell('Serving again, with a way to other networks');
  const open = { ...(await servingSpec(bench, subject, 'open')), network: { isolated: false } };
  const second = await withServer(bench, open, (run) => useServer(bench, subject, run));
  const { start, ...rest } = second;
  const cures = start.healthyAfter === undefined ? await curesOf(bench, subject, first.start) : [];
  return { ...base, isolated: first.start, open: start, cures, ...rest };
}

/** Start as a container of a pipeline, on another port. */
export async function runOnOtherPort(
  bench: CheckBench,
  subject: ServingSubject,
  healthyAfter: number | undefined,
): Promise<BoundSeen> {
  bench.tell('Serving on the port that SAGEMAKER_BIND_TO_PORT names');
  const { port, environment, safePorts } = pipelinePort(1);
  const spec = await servingSpec(bench, subject, 'port');
  const bound = { ...spec, port, environment: { ...spec.environment, ...environment } };
  const startPatience = laterPatience(bench.startPatience, healthyAfter);
  return withServer({ ...bench, startPatience }, bound, async ({ start, container }) => {
    const listening = start.healthyAfter === undefined ? start.listening : await lookAtSockets(container);
    return { ...start, safePorts, ...(listening && { listening }) };
  });
}

/** Start with an empty folder in place of the model, and ask what is answered with it. */
export async function runEmptied(
  bench: CheckBench,
  subject: ServingSubject,
  { healthyAfter, sample }: { readonly healthyAfter: number | undefined; readonly sample: SampleRequest },
): Promise<EmptiedSeen> {
  bench.tell('Serving with an empty model');
  const folder = await runFolder(bench, 'empty');
  const model = join(folder.path, 'model');
  await mkdir(model, { recursive: true });
  const spec = await servingSpec(bench, { ...subject, model }, 'emptied');
  const startPatience = Math.min(
    laterPatience(bench.startPatience, healthyAfter),
    Math.max(10, 3 * (healthyAfter ?? 0)),
  );
  return withServer({ ...bench, startPatience }, spec, async ({ start, address }) => {
    if (!address) return { start };
    return { start, answer: await invoke(address, sample, { timeoutMs: subject.limits.answerMs }) };
  });
}

/** Start as serverless inference does: another user, and nothing but /tmp to write to. */
export async function runConfined(
  bench: CheckBench,
  subject: ServingSubject,
  healthyAfter: number | undefined,
): Promise<StartSeen> {
  bench.tell('Serving as another user, on a root file system that can not be written');
  const spec = await servingSpec(bench, subject, 'confined');
  const confined = { ...spec, limits: { user: '10001:10001', readOnlyRoot: true } };
  const startPatience = laterPatience(bench.startPatience, healthyAfter);
  return withServer({ ...bench, startPatience }, confined, ({ start }) => Promise.resolve(start));
}

/** A container that serves, isolated and with its model in place, or with a folder of models that it is told to load. */
export async function servingSpec(
  bench: CheckBench,
  { plan, model, models }: Pick<ServingSubject, 'plan' | 'model'> & { readonly models?: string },
  name: string,
): Promise<ContainerSpec> {
  const folder = await runFolder(bench, name);
  const place = { job: folder.name, folder: folder.path, container: folder.name, image: bench.image };
  const spec = hostingSpec(plan, { ...place, region: bench.region, isolated: true, stream: 'algo-1', model, models });
  return { ...spec, labels: runLabels(folder) };
}

type Used = Pick<ServingSeen, 'calls' | 'stop'> & { readonly start: StartSeen };

async function useServer(bench: CheckBench, { samples, limits }: ServingSubject, run: ServerRun): Promise<Used> {
  const { start, address, container, log } = run;
  if (!address) return { start };
  bench.tell('Asking it');
  const isOver = async () => (await run.exited()) !== undefined;
  const calls = await askServer(address, samples, limits, isOver);
  const ended = await run.exited();
  if (ended) return { start: { ...start, exit: ended, log: log.lines() }, calls };
  bench.tell('Stopping it');
  const slow = (calls.good?.answer.milliseconds ?? 0) >= slowAnswerMs;
  const sample = goodSample(samples, calls);
  const pending = slow && sample ? invoke(address, sample) : undefined;
  if (pending) await sleep(slowAnswerMs / 3);
  const stop: StopSeen = await stopAndWatch(container, hostingGraceSeconds);
  const whileStopping = await pending;
  await Promise.race([log.done, sleep(1_000)]);
  return { start: { ...start, log: log.lines() }, calls: { ...calls, ...(whileStopping && { whileStopping }) }, stop };
}

/** The request that was answered with 200: the last one that was tried. */
export function goodSample(samples: readonly SampleRequest[], calls: ServingSeen['calls']): SampleRequest | undefined {
  return calls?.good && samples[calls.tried.length - 1];
}

async function curesOf(bench: CheckBench, subject: ServingSubject, seen: StartSeen): Promise<readonly Cure[]> {
  const log = seen.log.map(({ text }) => text).join('\n');
  const { inside, entrypoint } = subject;
  const changes = servingChanges({ log, exitCode: seen.exit?.code ?? 0, inside, entrypoint });
  return firstCure(changes, async (change) => {
    bench.tell(`Serving again ${change.change}`);
    const spec = await servingSpec(bench, subject, `cure-${change.rule.toLowerCase()}`);
    const quick = { ...bench, startPatience: laterPatience(bench.startPatience) };
    return withServer(quick, change.apply(spec), ({ start }) => Promise.resolve(start.healthyAfter !== undefined));
  });
}
