import type { ContainerSpec } from '../../contract/containerSpec';
import { labels } from '../../contract/labels';
import type { Plan } from '../../definitions/plan';
import type { Container } from '../../engines/engine';
import type { JobRun } from './jobRun';

/** Create the containers of a job and the network between them; when one fails, nothing of them is left. */
export async function createContainers(
  run: JobRun<Plan>,
  specs: readonly ContainerSpec[],
): Promise<readonly Container[]> {
  const network = networkOf(specs);
  const created: Container[] = [];
  try {
    if (network !== undefined) {
      const owned = { [labels.job]: run.folder.name, [labels.folder]: run.folder.path };
      const isolated = specs.every((spec) => spec.network.isolated);
      await run.engine.createNetwork({ name: network, isolated, labels: owned });
    }
    for (const spec of specs) {
      const given = run.credentials ? await run.credentials.give(spec) : spec;
      created.push(await run.engine.create(given, run.stop));
    }
    return created;
  } catch (error) {
    await removeContainers(run, specs, created);
    throw error;
  }
}

/** Remove the containers of a job and the network between them. */
export async function removeContainers(
  run: JobRun<Plan>,
  specs: readonly ContainerSpec[],
  containers: readonly Container[],
): Promise<void> {
  await Promise.all(containers.map((container) => container.remove()));
  const network = networkOf(specs);
  if (network !== undefined) await run.engine.removeNetwork(network);
}

/** The host name that a container was given in its labels, which is also the name of its log stream. */
export function hostOf(spec: ContainerSpec | undefined): string {
  return spec?.labels[labels.host] ?? 'algo-1';
}

function networkOf(specs: readonly ContainerSpec[]): string | undefined {
  return specs.find((spec) => spec.network.name !== undefined)?.network.name;
}
