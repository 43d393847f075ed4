import { posix } from 'node:path';
import type { ContainerSpec, InputMount, Mount } from '../../contract/containerSpec';
import { labels } from '../../contract/labels';
import { shmBytes } from '../../contract/stopping';
import { codePath } from '../../contract/submittedCode';
import { trainingCommand } from '../../contract/trainingCommand';
import { hyperparametersJson, inputDataConfigJson, resourceConfigJson } from '../../contract/trainingConfig';
import { trainingEnvironment } from '../../contract/trainingEnvironment';
import { osHostName, type Instance } from '../../contract/trainingInstances';
import { channelPath, outputFolders, trainingPaths } from '../../contract/trainingPaths';
import type { TrainingPlan } from '../../definitions/plan';

/** Where the container of one instance is laid out on this machine. */
export interface InstanceLayout {
  readonly instance: Instance;
  /** Name of the container on the engine. */
  readonly container: string;
  /** Absolute folder that stands for `/opt/ml`. */
  readonly optMl: string;
}

/** A channel's source and whether it is a single file. */
export interface ChannelSource {
  readonly name: string;
  readonly source: string;
  readonly file: string | undefined;
}

/** What all instances of a job share. */
export interface JobLayout {
  readonly job: string;
  readonly folder: string;
  readonly image: string;
  readonly region: string;
  readonly channels: readonly ChannelSource[];
  /** Network of the instances; undefined when there is only one. */
  readonly network: string | undefined;
}

/** Where a container finds its checkpoints (T21, T55); undefined for a job without any. */
function checkpointFolder({ request }: TrainingPlan): string | undefined {
  return request.CheckpointConfig && (request.CheckpointConfig.LocalPath ?? trainingPaths.checkpoints);
}

/** Config files of one instance by name, as they appear in `/opt/ml/input/config` (T12, T15, T17, T18). */
export function trainingConfigFiles(
  plan: TrainingPlan,
  instances: readonly Instance[],
  current: Instance,
): Record<string, string> {
  const mode = plan.request.AlgorithmSpecification?.TrainingInputMode ?? 'File';
  const checkpoints = checkpointFolder(plan);
  return {
    'hyperparameters.json': hyperparametersJson(plan.request.HyperParameters),
    'inputdataconfig.json': inputDataConfigJson(plan.request.InputDataConfig ?? [], mode),
    'resourceconfig.json': resourceConfigJson(instances, current),
    ...(checkpoints !== undefined && { 'checkpointconfig.json': JSON.stringify({ LocalPath: checkpoints }) }),
  };
}

/** The container of one instance of a training job (T1–T4, T11, T12, T34, T35, T61, T62, T65). */
export function trainingSpec(plan: TrainingPlan, job: JobLayout, layout: InstanceLayout): ContainerSpec {
  const { host } = layout.instance;
  return {
    name: layout.container,
    image: job.image,
    ...trainingCommand(plan.request.AlgorithmSpecification ?? {}),
    environment: trainingEnvironment({ name: job.job, region: job.region, environment: plan.environment }),
    hostname: osHostName(host, job.region),
    mounts: trainingMounts(job.channels, layout.optMl, checkpointFolder(plan)),
    ...(plan.code !== undefined && { unpacked: [{ archive: plan.code, target: codePath }] }),
    network: { isolated: plan.isolated, aliases: [host], ...(job.network !== undefined && { name: job.network }) },
    shmBytes,
    labels: { [labels.job]: job.job, [labels.folder]: job.folder, [labels.host]: host },
  };
}

/** Only sub-folders of `/opt/ml` are mounted, so that what an image has in `/opt/ml/code` stays visible (T11). */
function trainingMounts(
  channels: readonly ChannelSource[],
  optMl: string,
  checkpoints: string | undefined,
): readonly Mount[] {
  const inputs = channels.map(({ name, source, file }): InputMount => ({
    kind: 'input',
    source,
    target: file === undefined ? channelPath(name) : posix.join(channelPath(name), file),
  }));
  return [
    { kind: 'input', source: `${optMl}/input`, target: trainingPaths.input },
    ...inputs,
    { kind: 'output', folder: `${optMl}/model`, target: trainingPaths.model },
    { kind: 'output', folder: `${optMl}/output`, target: trainingPaths.output, folders: outputFolders },
    ...(checkpoints === undefined
      ? []
      : [{ kind: 'output', folder: `${optMl}/checkpoints`, target: checkpoints } as const]),
  ];
}
