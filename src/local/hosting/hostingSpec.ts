import type { ContainerSpec } from '../../contract/containerSpec';
import { hostingPort, modelPath, modelsPath, multiModelVariable } from '../../contract/hosting';
import { labels } from '../../contract/labels';
import { pipelinePort } from '../../contract/pipeline';
import { shmBytes } from '../../contract/stopping';
import { codePath } from '../../contract/submittedCode';
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
  /** Where it stands among the containers of its model; undefined for one that is alone. */
  readonly among?: Among | undefined;
  /** Name of its log stream. */
  readonly stream: string;
  /** Absolute path of the extracted model; undefined for an image that brings its own. */
  readonly model: string | undefined;
  /** Absolute path of the folder that the models of a multi-model container are laid into. */
  readonly models?: string | undefined;
  /** Variables beside those of the model; they win. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** A container's place among the others of its model. */
export interface Among {
  readonly index: number;
  /** The network where they find each other by ContainerHostname (I13); undefined where the engine has none. */
  readonly network?: string | undefined;
}

/** A container that serves (I1, I2, I13, I16, I21): ENTRYPOINT kept, CMD replaced by `serve`. */
export function hostingSpec(plan: ContainerPlan, place: HostingPlace): ContainerSpec {
  const { among, isolated } = place;
  const own = among && pipelinePort(among.index);
  const network = among?.network;
  return {
    name: place.container,
    image: place.image,
    arguments: ['serve'],
    environment: {
      AWS_REGION: place.region,
      ...plan.environment,
      ...place.environment,
      ...own?.environment,
      ...(place.models !== undefined && { [multiModelVariable]: 'true' }),
    },
    hostname: osHostName(`algo-${String((among?.index ?? 0) + 1)}`, place.region),
    mounts: mountsOf(place),
    ...(plan.code !== undefined && { unpacked: [{ archive: plan.code, target: codePath }] }),
    network: { isolated, ...(network !== undefined && { name: network, aliases: [plan.hostname] }) },
    port: own?.port ?? hostingPort,
    shmBytes,
    labels: { [labels.job]: place.job, [labels.folder]: place.folder, [labels.host]: place.stream },
  };
}

function mountsOf({ model, models }: HostingPlace): ContainerSpec['mounts'] {
  return [
    ...(model === undefined ? [] : [{ kind: 'input', source: model, target: modelPath } as const]),
    ...(models === undefined ? [] : [{ kind: 'input', source: models, target: modelsPath } as const]),
  ];
}
