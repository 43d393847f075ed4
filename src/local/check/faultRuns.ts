import { join } from 'node:path';
import type { Fault, FaultSeen } from '../../check/observations';
import type { ProgramSeen } from '../../check/programSeen';
import { isGood } from '../../check/symptoms';
import { AppError } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';
import { trainingGraceSeconds } from '../../contract/stopping';
import type { TrainingPlan } from '../../definitions/plan';
import { layOutTraining } from '../training/trainingLayout';
import { runFolder, type CheckBench } from './checkBench';
import type { Faulty, FaultSubject, Layout } from './faulty';
import { slowDisk } from './slowDisk';
import { watchProgram } from './watchProgram';
import { clockSetBack } from './wrongClock';

interface FaultKind {
  readonly fault: Fault;
  readonly amount: string;
  /** A container with it; or why it can't be had here, in a sentence. */
  readonly prepare: (bench: CheckBench, subject: FaultSubject, layOut: Layout) => Promise<Faulty | string>;
}

const withLimits = (limits: ContainerSpec['limits']) => (): Promise<Faulty> =>
  Promise.resolve({ apply: (spec) => ({ ...spec, ...(limits && { limits }) }) });

const kinds: readonly FaultKind[] = [
  { fault: 'memory', amount: '16 MB of memory', prepare: withLimits({ memoryBytes: 16 * 1024 * 1024 }) },
  { fault: 'processor', amount: 'a tenth of a processor', prepare: withLimits({ processors: 0.1 }) },
  { fault: 'disk', amount: 'a slow disk', prepare: (bench, _subject, layOut) => slowDisk(bench, layOut) },
  { fault: 'clock', amount: 'a clock that is set back', prepare: clockSetBack },
];

/** Train with one thing missing, or wrong, at a time. */
export async function runFaults(bench: CheckBench, subject: FaultSubject): Promise<readonly FaultSeen[]> {
  const layOut: Layout = async (name) => (await laidOut(bench, subject.plan, name)).spec;
  const found: FaultSeen[] = [];
  let { seconds } = subject;
  for (const { fault, amount, prepare } of kinds) {
    bench.tell(`Training with ${amount}`);
    const faulty = await prepare(bench, { ...subject, seconds }, layOut).catch(refusalOf);
    if (typeof faulty === 'string') {
      found.push({ fault, missing: faulty });
      continue;
    }
    const run = await train(bench, subject.plan, fault, faulty);
    // What was slower before may have had a machine with no time for it.
    if (isGood(run)) seconds = Math.min(seconds, run.seconds);
    found.push({ fault, run, ...(faulty.after !== undefined && { after: faulty.after }) });
  }
  return found;
}

async function train(bench: CheckBench, plan: TrainingPlan, fault: Fault, faulty: Faulty): Promise<ProgramSeen> {
  const { spec, optMl } = await laidOut(bench, plan, `fault-${fault}`);
  return watchProgram(bench, faulty.apply(spec), {
    stopAfter: Math.min(bench.patience, faulty.stopAfter ?? bench.patience),
    grace: trainingGraceSeconds,
    message: join(optMl, 'output', 'failure'),
    model: join(optMl, 'model'),
  });
}

async function laidOut(
  bench: CheckBench,
  plan: TrainingPlan,
  name: string,
): Promise<{ readonly spec: ContainerSpec; readonly optMl: string }> {
  const folder = await runFolder(bench, name);
  const [spec] = await layOutTraining({ plan: { ...plan, isolated: true }, folder, region: bench.region }, bench.image);
  if (!spec) throw new TypeError('a training job has an instance');
  return { spec, optMl: join(folder.path, 'opt', 'ml') };
}

/** An engine that refuses a container with a fault in it can't have one. @throws any other error */
function refusalOf(error: unknown): string {
  if (error instanceof AppError && error.code.startsWith('container.'))
    return `The engine can not do it: ${error.message}`;
  throw error;
}
