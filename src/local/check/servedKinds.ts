import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFiles } from '../../definitions/diskFiles';
import { parseFileReference, resolveReference, type ReferenceBase } from '../../definitions/fileReference';
import { resolveImage } from '../../definitions/resolveReferences';
import type { ContainerPlan, ImagePlan } from '../../definitions/plan';
import { loadDefinition } from '../loadPlan';

/**
 * The container of a multi-model definition, also of one whose models are in S3: a check can do without them.
 * @returns undefined for any other definition
 */
export async function loadMultiModel(
  path: string,
  root: string,
): Promise<{ readonly image: ImagePlan; readonly container: ContainerPlan } | undefined> {
  if (!path.endsWith('.model.json')) return undefined;
  const { definition, base } = await loadDefinition(path, root);
  const container = definition.kind === 'model' ? definition.request.PrimaryContainer : undefined;
  if (container?.Mode !== 'MultiModel') return undefined;
  const image = resolveImage(container.Image ?? '', base, diskFiles);
  const plan = { hostname: 'container-1', image, environment: container.Environment ?? {} };
  const folder = modelsFolder(container.ModelDataUrl, base);
  return {
    image,
    container: await withOneModel({ ...plan, ...(folder !== undefined && { models: { path: folder, keeps: true } }) }),
  };
}

function modelsFolder(url: string | undefined, base: ReferenceBase): string | undefined {
  return url === undefined || !parseFileReference(url) ? undefined : resolveReference(url, base);
}

/** A multi-model container with the first of its models, which a check loads and unloads; any other as it is. */
export async function withOneModel(plan: ContainerPlan): Promise<ContainerPlan> {
  const archive = plan.models && (await anyArchive(plan.models.path));
  return archive === undefined ? plan : { ...plan, modelData: { kind: 'archive', path: archive } };
}

/** Absolute path of the first archive in a folder. */
async function anyArchive(folder: string): Promise<string | undefined> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const [first] = names.filter((name) => name.endsWith('.tar.gz')).sort();
  return first === undefined ? undefined : join(folder, first);
}

/** Whether an endpoint configuration, or the definition that names one, asks for serverless inference. */
export async function wantsServerless(path: string): Promise<boolean> {
  if (!path.endsWith('.endpoint-config.json')) return false;
  return (await readFile(path, 'utf8')).includes('"ServerlessConfig"');
}
