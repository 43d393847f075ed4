import { join, posix } from 'node:path';
import type { ContainerSpec, InputMount, OutputMount } from '../../contract/containerSpec';
import { labels } from '../../contract/labels';
import { processingCommand } from '../../contract/processingCommand';
import {
  processingJobConfigJson,
  processingResourceConfigJson,
  type ProcessingJob,
} from '../../contract/processingConfig';
import { processingEnvironment } from '../../contract/processingEnvironment';
import { processingPaths } from '../../contract/processingPaths';
import { shmBytes } from '../../contract/stopping';
import { osHostName, type Instance } from '../../contract/trainingInstances';
import type { ProcessingPlan } from '../../definitions/plan';
import type { OutputGroup } from './processingGroups';

/** What all instances of a processing job share. */
export interface ProcessingLayout {
  readonly job: ProcessingJob;
  /** Absolute path of the job's folder. */
  readonly folder: string;
  readonly image: string;
  /** Network of the instances; undefined when there is only one. */
  readonly network: string | undefined;
}

/** Where the container of one instance is laid out on this machine. */
export interface ProcessingInstance {
  readonly instance: Instance;
  /** Name of the container on the engine. */
  readonly container: string;
  /** Absolute folder that stands for `/opt/ml`. */
  readonly optMl: string;
  /** What its inputs are, after those that need it were laid out. */
  readonly inputs: readonly InputMount[];
  readonly outputs: readonly OutputGroup[];
}

/** Config files of one instance by name, as they appear in `/opt/ml/config` (P6, P7). */
export function processingConfigFiles(job: ProcessingJob, current: Instance): Record<string, string> {
  return {
    'processingjobconfig.json': processingJobConfigJson(job),
    'resourceconfig.json': processingResourceConfigJson(job.instances, current),
  };
}

/** The folder of this machine that stands for one below `/opt/ml`. */
export function onThisMachine(optMl: string, path: string): string {
  return join(optMl, ...posix.relative('/opt/ml', path).split('/'));
}

/** The container of one instance of a processing job (P1, P3, P6–P9, T61, T62, T65). */
export function processingSpec(
  plan: ProcessingPlan,
  layout: ProcessingLayout,
  { instance, container, optMl, inputs, outputs }: ProcessingInstance,
): ContainerSpec {
  const { job, folder, image, network } = layout;
  const { host } = instance;
  const output = (target: string, folders: readonly string[]): OutputMount => ({
    kind: 'output',
    folder: onThisMachine(optMl, target),
    target,
    ...(folders.length > 0 && { folders }),
  });
  return {
    name: container,
    image,
    ...processingCommand(plan.request.AppSpecification ?? {}),
    environment: processingEnvironment({ region: job.region, environment: plan.environment }),
    hostname: osHostName(host, job.region),
    mounts: [
      { kind: 'input', source: onThisMachine(optMl, processingPaths.config), target: processingPaths.config },
      ...inputs,
      ...outputs.map(({ target, folders }) => output(target, folders)),
      output(processingPaths.output, []),
    ],
    network: { isolated: plan.isolated, aliases: [host], ...(network !== undefined && { name: network }) },
    shmBytes,
    labels: { [labels.job]: job.name, [labels.folder]: folder, [labels.host]: host },
  };
}
