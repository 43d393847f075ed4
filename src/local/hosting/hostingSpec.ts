import type { ContainerSpec } from '../../contract/containerSpec';
import { hostingPort, modelPath } from '../../contract/hosting';
import { labels } from '../../contract/labels';
import { shmBytes } from '../../contract/stopping';
import { osHostName } from '../../contract/trainingInstances';
import type { ContainerPlan } from '../../definitions/plan';

/** Where a container of a model runs. */
export interface HostingPlace {
  /** The endpoint or job, and its folder. */
  readonly job: string;
  readonly folder: string;
  /** Name of the container on the engine. */
  readonly container: string;
  readonly image: string;
  readonly region: string;
  readonly isolated: boolean;
  /** Name of its log stream. */
  readonly stream: string;
  /** Absolute path of the extracted model; undefined for an image that brings its own. */
  readonly model: string | undefined;
  /** Variables beside those of the model; they win. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** A container that serves (I1, I2, I13, I16): ENTRYPOINT kept, CMD replaced by `serve`. */
export function hostingSpec(plan: ContainerPlan, place: HostingPlace): ContainerSpec {
  return {
    name: place.container,
    image: place.image,
    arguments: ['serve'],
    environment: { AWS_REGION: place.region, ...plan.environment, ...place.environment },
    hostname: osHostName('algo-1', place.region),
    mounts: place.model === undefined ? [] : [{ kind: 'input', source: place.model, target: modelPath }],
    network: { isolated: place.isolated },
    port: hostingPort,
    shmBytes,
    labels: { [labels.job]: place.job, [labels.folder]: place.folder, [labels.host]: place.stream },
  };
}
