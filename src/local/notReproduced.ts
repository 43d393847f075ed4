import type { Plan } from '../definitions/plan';
import type { Engine } from '../engines/engine';

type EngineFacts = Pick<Engine, 'notReproduced' | 'liveOutputs' | 'networks'>;

/** All that a run of this plan on this engine leaves out, one sentence each: said at its start and kept in its Describe response. */
export function notReproduced(plan: Plan, engine: EngineFacts): readonly string[] {
  return [
    ...plan.notReproduced,
    ...engine.notReproduced,
    ...lateOutputs(plan, engine.liveOutputs),
    ...missingNames(plan, engine.networks),
  ];
}

function lateOutputs(plan: Plan, liveOutputs: boolean): string[] {
  if (plan.kind !== 'processing-job' || liveOutputs) return [];
  const names = plan.outputs.filter(({ continuous }) => continuous).map(({ name }) => name);
  return names.length === 0
    ? []
    : [`S3UploadMode Continuous (this engine shows files at the end only: ${names.join(', ')} is copied then)`];
}

function missingNames(plan: Plan, networks: boolean): string[] {
  if (plan.kind !== 'model' || plan.containers.length === 1 || networks) return [];
  return ['ContainerHostname as a host name (plain processes find each other at 127.0.0.1)'];
}
