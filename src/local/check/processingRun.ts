import { join } from 'node:path';
import type { InsideSeen } from '../../check/observations';
import type { Cure, ProgramSeen } from '../../check/programSeen';
import { hasFailed } from '../../check/symptoms';
import { processingGraceSeconds } from '../../contract/stopping';
import type { ProcessingPlan } from '../../definitions/plan';
import { layOutProcessing } from '../processing/processingLayout';
import { runFolder, type CheckBench } from './checkBench';
import { firstCure, processingChanges, type Change } from './cures';
import { watchProgram } from './watchProgram';

/** Inputs and outputs of a job lie below it (P3). */
const processingRoot = '/opt/ml/processing/';

/** What a program that processes for long is given where only something else is tried. */
const shortRun = 30;

/** Run a processing container as its definition says, on one instance; where that fails, again with one thing changed at a time. */
export async function runProcessing(
  bench: CheckBench,
  plan: ProcessingPlan,
  place: { readonly inside: InsideSeen | undefined; readonly entrypoint: readonly string[] },
): Promise<{ readonly seen: ProgramSeen; readonly cures: readonly Cure[] }> {
  bench.tell('Processing as the definition says');
  const seen = await runOnce(bench, plan, { name: 'process', stopAfter: bench.patience });
  if (!hasFailed(seen)) return { seen, cures: [] };
  const log = seen.log.map(({ text }) => text).join('\n');
  const changes = processingChanges({ log, exitCode: seen.exitCode ?? 0, ...place }, plan.isolated);
  const cures = await firstCure(changes, async (change) => {
    bench.tell(`Processing again ${change.change}`);
    const name = `process-cure-${String(changes.indexOf(change))}`;
    const run = await runOnce(bench, plan, { name, stopAfter: Math.min(bench.patience, shortRun), change });
    return run.exitCode === 0;
  });
  return { seen, cures };
}

interface RunChoice {
  readonly name: string;
  readonly stopAfter: number;
  readonly change?: Change;
}

async function runOnce(bench: CheckBench, plan: ProcessingPlan, choice: RunChoice): Promise<ProgramSeen> {
  const { name, stopAfter, change } = choice;
  const folder = await runFolder(bench, name);
  const cluster = plan.request.ProcessingResources?.ClusterConfig;
  const resources = cluster && { ProcessingResources: { ClusterConfig: { ...cluster, InstanceCount: 1 } } };
  const request = { ...plan.request, ...resources };
  const [spec] = await layOutProcessing({ plan: { ...plan, request }, folder, region: bench.region }, bench.image);
  if (!spec) throw new TypeError('a processing job has an instance');
  const message = join(folder.path, 'opt', 'ml', 'output', 'message');
  const outputs = spec.mounts.flatMap((mount) =>
    mount.kind === 'output' && mount.target.startsWith(processingRoot) ? [mount] : [],
  );
  const changed = change?.apply(spec) ?? spec;
  return watchProgram(bench, changed, { stopAfter, grace: processingGraceSeconds, message, outputs });
}
