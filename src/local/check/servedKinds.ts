import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFiles } from '../../definitions/diskFiles';
import { parseFileReference, resolveReference, type ReferenceBase } from '../../definitions/fileReference';
import { resolveImage } from '../../definitions/resolveReferences';
import type { ContainerPlan, ImagePlan } from '../../definitions/plan';
import { loadDefinition } from '../loadPlan';

/**
 * The container of a multi-model definition, which a local endpoint does not serve but a check can.
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
  const archive = await anyArchive(container.ModelDataUrl, base);
  const plan = { hostname: 'container-1', image, environment: container.Environment ?? {} };
  const modelData = archive === undefined ? {} : { modelData: { kind: 'archive' as const, path: archive } };
  return { image, container: { ...plan, ...modelData } };
}

/** Absolute path of the first of the models that a multi-model container gets from a folder of this machine. */
async function anyArchive(url: string | undefined, base: ReferenceBase): Promise<string | undefined> {
  if (url === undefined || !parseFileReference(url)) return undefined;
  const folder = resolveReference(url, base);
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const [first] = names.filter((name) => name.endsWith('.tar.gz')).sort();
  return first === undefined ? undefined : join(folder, first);
}

/** Whether an endpoint configuration, or the definition that names one, asks for serverless inference. */
export async function wantsServerless(path: string): Promise<boolean> {
  if (!path.endsWith('.endpoint-config.json')) return false;
  return (await readFile(path, 'utf8')).includes('"ServerlessConfig"');
}
