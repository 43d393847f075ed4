import type { ContainerSpec } from '../contract/containerSpec';
import { hostingPort, modelPath, variantName } from '../contract/hosting';
import { labels } from '../contract/labels';
import { shmBytes } from '../contract/stopping';
import { osHostName } from '../contract/trainingInstances';
import type { ModelPlan } from '../definitions/plan';

/** The container of an endpoint with one model (I1, I2, I13, I16): ENTRYPOINT kept, CMD replaced by `serve`. */
export function hostingSpec(
  plan: ModelPlan,
  endpoint: {
    readonly name: string;
    readonly folder: string;
    readonly container: string;
    readonly image: string;
    readonly region: string;
    readonly model: string | undefined;
  },
): ContainerSpec {
  return {
    name: endpoint.container,
    image: endpoint.image,
    arguments: ['serve'],
    environment: { AWS_REGION: endpoint.region, ...plan.environment },
    hostname: osHostName('algo-1', endpoint.region),
    mounts: endpoint.model === undefined ? [] : [{ kind: 'input', source: endpoint.model, target: modelPath }],
    network: { isolated: plan.isolated },
    port: hostingPort,
    shmBytes,
    labels: { [labels.job]: endpoint.name, [labels.folder]: endpoint.folder, [labels.host]: variantName },
  };
}
