import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InsideSeen } from '../../check/observations';
import type { Cure, ProgramSeen, TrainingSeen } from '../../check/programSeen';
import { mayBeKeptBack } from '../../check/rules/g18Buffering';
import { isSwallowed } from '../../check/symptoms';
import { trainingGraceSeconds } from '../../contract/stopping';
import type { TrainingPlan } from '../../definitions/plan';
import { layOutTraining } from '../training/trainingLayout';
import { runFolder, type CheckBench } from './checkBench';
import { otherEncoding } from './encodings';
import { firstCure, modelChanges, trainingChanges, type Change } from './cures';
import { watchProgram } from './watchProgram';

/** What is trained. */
export interface TrainingSubject {
  readonly plan: TrainingPlan;
  /** The plan is that of a definition. */
  readonly isDefined: boolean;
  readonly inside: InsideSeen | undefined;
  /** ENTRYPOINT of its image. */
  readonly entrypoint: readonly string[];
}

/** One training run, and where its model is. */
interface TrainingRun {
  readonly seen: ProgramSeen;
  readonly model: string;
}

interface RunChoice {
  readonly name: string;
  readonly stopAfter?: number;
  readonly fromFirstLine?: boolean;
  readonly looksAtSockets?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly change?: Change;
}

/** What a program that trains for long is given, where nothing depends on its end. */
const shortRun = 30;
/** A training shorter than this can't be asked to stop half-way. */
const shortestToStop = 0.8;

/** Train as the definition says, and then with one thing changed at a time. @returns also the folder of the model that came of it */
export async function runTraining(
  bench: CheckBench,
  subject: TrainingSubject,
): Promise<{ readonly seen: TrainingSeen; readonly model: string }> {
  bench.tell('Training as the definition says');
  const { plan, isDefined } = subject;
  const first = await train(bench, plan, { name: 'train', looksAtSockets: true });
  const { MetricDefinitions: metrics = [] } = plan.request.AlgorithmSpecification ?? {};
  const channels = plan.channels.map(({ name }) => name);
  const base = {
    isDefined,
    metrics,
    channels,
    isFastFile: isFastFile(plan),
    wantsGpu: wantsGpu(plan),
    plain: first.seen,
  };
  const cures = await curesOf(bench, subject, first.seen);
  if (first.seen.exitCode !== 0 || first.seen.stop) return { seen: { ...base, cures }, model: first.model };
  const seen = { ...base, cures, ...(await variations(bench, plan, first.seen)) };
  return { seen, model: first.model };
}

function isFastFile({ request }: TrainingPlan): boolean {
  const { AlgorithmSpecification: algorithm, InputDataConfig: channels = [] } = request;
  return [algorithm?.TrainingInputMode, ...channels.map(({ InputMode: mode }) => mode)].includes('FastFile');
}

/** Whether one of its instances has GPUs or chips like them. */
function wantsGpu({ request }: TrainingPlan): boolean {
  const { InstanceType: type, InstanceGroups: groups = [] } = request.ResourceConfig ?? {};
  const types = [type, ...groups.map((group) => group.InstanceType)];
  return types.some((one) => one !== undefined && /^ml\.(?:p\d|g\d|trn|inf)/.test(one));
}

/** Only what started and failed, or left nothing, can be cured; a program that runs on has done neither. */
async function curesOf(bench: CheckBench, subject: TrainingSubject, seen: ProgramSeen): Promise<readonly Cure[]> {
  if (seen.startFailure !== undefined || seen.stop) return [];
  if (seen.exitCode === 0) return modelCures(bench, subject, seen);
  const { plan, inside, entrypoint } = subject;
  const log = seen.log.map(({ text }) => text).join('\n');
  const failure = { log, exitCode: seen.exitCode ?? 0, inside, entrypoint };
  const changes = trainingChanges(failure, plan.request.HyperParameters ?? {});
  return firstCure(changes, async (change) => {
    bench.tell(`Training again ${change.change}`);
    const name = `cure-${String(changes.indexOf(change))}`;
    const run = await train(bench, plan, { name, stopAfter: shortRun, change });
    return isBetter(run.seen, seen, change);
  });
}

/** What makes a training leave a model that ended well without one: it took itself for another host, or for one of a toolkit. */
async function modelCures(
  bench: CheckBench,
  { plan, isDefined }: TrainingSubject,
  seen: ProgramSeen,
): Promise<readonly Cure[]> {
  if (!isDefined || (seen.modelFiles ?? 0) > 0 || isSwallowed(seen)) return [];
  return firstCure(modelChanges(plan.request.HyperParameters ?? {}), async (change) => {
    bench.tell(`Training again ${change.change}`);
    const name = `cure-${change.rule.toLowerCase()}`;
    const run = await train(bench, plan, { name, change });
    return run.seen.exitCode === 0 && (run.seen.modelFiles ?? 0) > 0;
  });
}

/** Whether a change has helped: it ended well, or got much further than it did without. */
function isBetter({ exitCode, stop, seconds }: ProgramSeen, before: ProgramSeen, { rule }: Change): boolean {
  // Looking for a network takes its time with a way out too, whatever comes of it.
  return exitCode === 0 || (stop !== undefined && rule !== 'G19' && seconds > 3 * before.seconds);
}

/** The same training with one thing changed. */
async function variations(
  bench: CheckBench,
  plan: TrainingPlan,
  first: ProgramSeen,
): Promise<Pick<TrainingSeen, 'encoded' | 'bare' | 'unbuffered' | 'stopped'>> {
  const encoded = otherEncoding(plan.request.HyperParameters ?? {});
  const withOther = encoded && (await trainEncoded(bench, plan, encoded));
  bench.tell('Training without data and hyperparameters');
  const bare = await train(bench, withoutInput(plan), { name: 'bare', stopAfter: Math.min(bench.patience, shortRun) });
  const unbuffered = mayBeKeptBack(first) ? await trainUnbuffered(bench, plan) : undefined;
  const stopped = first.seconds >= shortestToStop ? await trainAndStop(bench, plan, first) : undefined;
  return {
    bare: bare.seen,
    ...(withOther && { encoded: withOther }),
    ...(unbuffered && { unbuffered }),
    ...(stopped && { stopped }),
  };
}

async function trainEncoded(
  bench: CheckBench,
  plan: TrainingPlan,
  { how, values }: { readonly how: string; readonly values: Readonly<Record<string, string>> },
): Promise<TrainingSeen['encoded']> {
  bench.tell(`Training with hyperparameters ${how}`);
  const request = { ...plan.request, HyperParameters: values };
  return { how, run: (await train(bench, { ...plan, request }, { name: 'encoded' })).seen };
}

async function trainUnbuffered(bench: CheckBench, plan: TrainingPlan): Promise<ProgramSeen> {
  bench.tell('Training with PYTHONUNBUFFERED=1');
  return (await train(bench, plan, { name: 'unbuffered', environment: { PYTHONUNBUFFERED: '1' } })).seen;
}

async function trainAndStop(bench: CheckBench, plan: TrainingPlan, first: ProgramSeen): Promise<ProgramSeen> {
  bench.tell('Training, and asking it to stop');
  const { seconds, log } = first;
  const spoke = log[0]?.at ?? seconds;
  // A program that speaks early has set its handlers by then, however slow the machine is.
  const fromFirstLine = spoke < seconds * 0.6;
  const stopAfter = fromFirstLine ? Math.min((seconds - spoke) / 4, 5) : Math.min(seconds * 0.5, 10);
  return (await train(bench, plan, { name: 'stopped', stopAfter, fromFirstLine })).seen;
}

function withoutInput(plan: TrainingPlan): TrainingPlan {
  const { HyperParameters: _values, InputDataConfig: _channels, ...request } = plan.request;
  return { ...plan, request, channels: [] };
}

async function train(bench: CheckBench, plan: TrainingPlan, choice: RunChoice): Promise<TrainingRun> {
  const folder = await runFolder(bench, choice.name);
  const environment = { ...plan.environment, ...choice.environment };
  // One instance, without a way to any network: a program that needs one tells by failing.
  const { InstanceCount: _count, InstanceGroups: _groups, ...resources } = plan.request.ResourceConfig ?? {};
  const request = { ...plan.request, ResourceConfig: resources as NonNullable<typeof plan.request.ResourceConfig> };
  const run = { plan: { ...plan, request, environment, isolated: true }, folder, region: bench.region };
  const [spec] = await layOutTraining(run, bench.image);
  if (!spec) throw new TypeError('a training job has an instance');
  const optMl = join(folder.path, 'opt', 'ml');
  const model = join(optMl, 'model');
  const { hyperparameters, apply } = choice.change ?? {};
  if (hyperparameters)
    await writeFile(join(optMl, 'input', 'config', 'hyperparameters.json'), JSON.stringify(hyperparameters));
  const seen = await watchProgram(bench, apply?.(spec) ?? spec, {
    stopAfter: choice.stopAfter ?? bench.patience,
    fromFirstLine: choice.fromFirstLine ?? false,
    looksAtSockets: choice.looksAtSockets ?? false,
    grace: trainingGraceSeconds,
    message: join(optMl, 'output', 'failure'),
    model,
  });
  return { seen, model };
}
