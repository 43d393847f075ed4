import { constants, cp, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import type { ContainerSpec, InputMount } from '../../contract/containerSpec';
import { processingInstances } from '../../contract/processingInstances';
import { processingPaths } from '../../contract/processingPaths';
import type { ProcessingPlan } from '../../definitions/plan';
import { engineName, type JobRun } from '../containers/jobRun';
import { inputGroups, outputGroups, type InputGroup } from './processingGroups';
import { onThisMachine, processingConfigFiles, processingSpec } from './processingSpecs';

/** Lay out what the containers of a processing job need in the job's folder, once per instance, and describe them. */
export async function layOutProcessing(
  run: Pick<JobRun<ProcessingPlan>, 'plan' | 'folder' | 'region'>,
  image: string,
): Promise<readonly ContainerSpec[]> {
  const { plan, folder, region } = run;
  const instances = processingInstances(plan.request.ProcessingResources?.ClusterConfig);
  const { request, maxRuntimeSeconds } = plan;
  const several = instances.length > 1;
  const layout = {
    job: { name: folder.name, region, request, instances, maxRuntimeSeconds },
    folder: folder.path,
    image,
    network: several ? engineName(folder) : undefined,
  };
  const outputs = outputGroups(plan);
  return Promise.all(
    instances.map(async (instance) => {
      const optMl = several ? join(folder.path, instance.host, 'opt', 'ml') : join(folder.path, 'opt', 'ml');
      const inputs = (await Promise.all(inputGroups(plan).map((group) => layOutInputs(group, optMl)))).flat();
      for (const target of [processingPaths.output, ...outputs.map((group) => group.target)])
        await mkdir(onThisMachine(optMl, target), { recursive: true });
      await writeConfig(optMl, processingConfigFiles(layout.job, instance));
      const container = engineName(folder, instance.host);
      return processingSpec(plan, layout, { instance, container, optMl, inputs, outputs });
    }),
  );
}

async function writeConfig(optMl: string, files: Record<string, string>): Promise<void> {
  const folder = onThisMachine(optMl, processingPaths.config);
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

/** A folder alone is shown as it is; what shares a folder with others is put together in the job's folder, as a download would. */
async function layOutInputs({ target, inputs, places }: InputGroup, optMl: string): Promise<readonly InputMount[]> {
  const [only, ...others] = inputs;
  const folder = onThisMachine(optMl, target);
  if (only && others.length === 0 && places.length === 0) {
    const isFile = (await stat(only.source)).isFile();
    return isFile ? showFile(only.source, { target, folder }) : [{ kind: 'input', source: only.source, target }];
  }
  for (const input of inputs) {
    const place = onThisMachine(optMl, input.target);
    await mkdir(place, { recursive: true });
    const isFile = (await stat(input.source)).isFile();
    await cp(input.source, isFile ? join(place, basename(input.source)) : place, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
  }
  for (const place of places) await mkdir(join(folder, ...place.split('/')), { recursive: true });
  return [{ kind: 'input', source: folder, target }];
}

/** A single file stands in a folder of its own; its place must exist there before it can be shown. */
async function showFile(
  source: string,
  { target, folder }: { readonly target: string; readonly folder: string },
): Promise<readonly InputMount[]> {
  const name = basename(source);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), '');
  return [
    { kind: 'input', source: folder, target },
    { kind: 'input', source, target: posix.join(target, name) },
  ];
}
