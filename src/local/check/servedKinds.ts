import { readFile } from 'node:fs/promises';
import { diskFiles } from '../../definitions/diskFiles';
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
  return { image, container: { hostname: 'container-1', image, environment: container.Environment ?? {} } };
}

/** Whether an endpoint configuration, or the definition that names one, asks for serverless inference. */
export async function wantsServerless(path: string): Promise<boolean> {
  if (!path.endsWith('.endpoint-config.json')) return false;
  return (await readFile(path, 'utf8')).includes('"ServerlessConfig"');
}
