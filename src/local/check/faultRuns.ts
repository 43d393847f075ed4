import { join } from 'node:path';
import type { FaultSeen } from '../../check/observations';
import type { ContainerLimits } from '../../contract/containerSpec';
import { trainingGraceSeconds } from '../../contract/stopping';
import type { TrainingPlan } from '../../definitions/plan';
import { layOutTraining } from '../training/trainingLayout';
import { runFolder, type CheckBench } from './checkBench';
import { watchProgram } from './watchProgram';

/** What an engine can really take away from a container. A clock or a slow disk would only be pretended. */
const faults: readonly {
  readonly fault: FaultSeen['fault'];
  readonly amount: string;
  readonly limits: ContainerLimits;
}[] = [
  { fault: 'memory', amount: '16 MB of memory', limits: { memoryBytes: 16 * 1024 * 1024 } },
  { fault: 'processor', amount: 'a tenth of a processor', limits: { processors: 0.1 } },
];

/** Train with little memory, and with little processor time. */
export async function runFaults(bench: CheckBench, plan: TrainingPlan): Promise<readonly FaultSeen[]> {
  const found: FaultSeen[] = [];
  for (const { fault, amount, limits } of faults) {
    bench.tell(`Training with ${amount}`);
    const folder = await runFolder(bench, `fault-${fault}`);
    const [spec] = await layOutTraining(
      { plan: { ...plan, isolated: true }, folder, region: bench.region },
      bench.image,
    );
    if (!spec) continue;
    const optMl = join(folder.path, 'opt', 'ml');
    const run = await watchProgram(
      bench,
      { ...spec, limits },
      {
        stopAfter: bench.patience,
        grace: trainingGraceSeconds,
        message: join(optMl, 'output', 'failure'),
        model: join(optMl, 'model'),
      },
    );
    found.push({ fault, amount, run });
  }
  return found;
}
