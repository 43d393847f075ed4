import { mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';
import { trainingInstances } from '../../contract/trainingInstances';
import type { TrainingPlan } from '../../definitions/plan';
import { isMissing } from '../../machine/jsonFile';
import { engineName, type JobRun } from '../containers/jobRun';
import { requireCode } from '../containers/submittedCode';
import {
  trainingConfigFiles,
  trainingSpec,
  type ChannelSource,
  type InstanceLayout,
  type JobLayout,
} from './trainingSpecs';

/** Lay `/opt/ml` out in the job's folder, once per instance, and describe the containers that will see it. */
export async function layOutTraining(
  run: Pick<JobRun<TrainingPlan>, 'plan' | 'folder' | 'region'>,
  image: string,
): Promise<readonly ContainerSpec[]> {
  const { plan, folder } = run;
  const instances = trainingInstances(plan.request.ResourceConfig);
  const channels = await Promise.all(plan.channels.map(channelSource));
  await requireCode(plan.code);
  const job: JobLayout = {
    job: folder.name,
    folder: folder.path,
    image,
    region: run.region,
    channels,
    network: instances.length > 1 ? engineName(folder) : undefined,
  };
  return Promise.all(
    instances.map(async (instance) => {
      const layout = {
        instance,
        container: engineName(folder, instance.host),
        optMl: instances.length > 1 ? join(folder.path, instance.host, 'opt', 'ml') : join(folder.path, 'opt', 'ml'),
      };
      await makeTree(layout, channels, trainingConfigFiles(plan, instances, instance));
      return trainingSpec(plan, job, layout);
    }),
  );
}

async function channelSource({
  name,
  source,
}: {
  readonly name: string;
  readonly source: string;
}): Promise<ChannelSource> {
  const facts = await stat(source).catch((cause: unknown) => {
    throw isMissing(cause) ? nothingThere(name, source, cause) : cause;
  });
  return { name, source, file: facts.isFile() ? basename(source) : undefined };
}

function nothingThere(channel: string, source: string, cause: unknown): AppError {
  const message = `Data download failed: channel ${channel} finds nothing at ${source}.`;
  return new AppError('channel.missing', message, 'Correct its S3Uri: it names one file, or a folder.', { cause });
}

/** The mount points of channels must exist below the read-only input folder. */
async function makeTree(
  layout: InstanceLayout,
  channels: readonly ChannelSource[],
  config: Record<string, string>,
): Promise<void> {
  const at = (...parts: string[]) => join(layout.optMl, ...parts);
  await Promise.all([
    mkdir(at('input', 'config'), { recursive: true }),
    mkdir(at('model'), { recursive: true }),
    mkdir(at('output'), { recursive: true }),
    ...('checkpointconfig.json' in config ? [mkdir(at('checkpoints'), { recursive: true })] : []),
    ...channels.map(({ name }) => mkdir(at('input', 'data', name), { recursive: true })),
    mkdir(at('input', 'data'), { recursive: true }),
  ]);
  await Promise.all([
    ...Object.entries(config).map(([name, content]) => writeFile(at('input', 'config', name), content)),
    ...channels.map(({ name, file }) =>
      file === undefined ? undefined : writeFile(at('input', 'data', name, file), ''),
    ),
  ]);
}
