import { join } from 'node:path';
import type { ProgramSeen } from '../../check/programSeen';
import { processingGraceSeconds } from '../../contract/stopping';
import type { ProcessingPlan } from '../../definitions/plan';
import { layOutProcessing } from '../processing/processingLayout';
import { runFolder, type CheckBench } from './checkBench';
import { watchProgram } from './watchProgram';

/** Inputs and outputs of a job lie below it (P3). */
const processingRoot = '/opt/ml/processing/';

/** Run a processing container as its definition says, on one instance. */
export async function runProcessing(bench: CheckBench, plan: ProcessingPlan): Promise<ProgramSeen> {
  bench.tell('Processing as the definition says');
  const folder = await runFolder(bench, 'process');
  const cluster = plan.request.ProcessingResources?.ClusterConfig;
  const resources = cluster && { ProcessingResources: { ClusterConfig: { ...cluster, InstanceCount: 1 } } };
  const request = { ...plan.request, ...resources };
  const [spec] = await layOutProcessing({ plan: { ...plan, request }, folder, region: bench.region }, bench.image);
  if (!spec) throw new TypeError('a processing job has an instance');
  const message = join(folder.path, 'opt', 'ml', 'output', 'message');
  const outputs = spec.mounts.flatMap((mount) =>
    mount.kind === 'output' && mount.target.startsWith(processingRoot) ? [mount.folder] : [],
  );
  return watchProgram(bench, spec, { stopAfter: bench.patience, grace: processingGraceSeconds, message, outputs });
}
