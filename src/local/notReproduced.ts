import type { Plan } from '../definitions/plan';
import type { Engine } from '../engines/engine';

/** All that a run of this plan on this engine leaves out, one sentence each: said at its start and kept in its Describe response. */
export function notReproduced(plan: Plan, engine: Pick<Engine, 'notReproduced' | 'liveOutputs'>): readonly string[] {
  return [...plan.notReproduced, ...engine.notReproduced, ...lateOutputs(plan, engine.liveOutputs)];
}

function lateOutputs(plan: Plan, liveOutputs: boolean): string[] {
  if (plan.kind !== 'processing-job' || liveOutputs) return [];
  const names = plan.outputs.filter(({ continuous }) => continuous).map(({ name }) => name);
  return names.length === 0
    ? []
    : [`S3UploadMode Continuous (this engine shows files at the end only: ${names.join(', ')} is copied then)`];
}
