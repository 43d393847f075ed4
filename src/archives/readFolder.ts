import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelFiles } from '../definitions/modelReader';
import { ModelFilesBuilder } from './modelFilesBuilder';

/** Folders of a pipeline in a pipeline; deeper ones are none of a model. */
const deepest = 12;

/** A model as a folder. Links are not followed. */
export async function readFolder(root: string): Promise<ModelFiles> {
  const builder = new ModelFilesBuilder();
  await addFolder(root, '', builder);
  return builder.build();
}

async function addFolder(root: string, inside: string, builder: ModelFilesBuilder): Promise<void> {
  const entries = await readdir(join(root, inside), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (builder.isFull) return;
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory() && name.split('/').length < deepest) await addFolder(root, name, builder);
    if (!entry.isFile()) continue;
    const file = join(root, name);
    const path = builder.add(name, (await stat(file).catch(() => undefined))?.size ?? Infinity);
    // Gone since, or not ours to read: as if it were not there.
    const content = path === undefined ? undefined : await readFile(file).catch(() => undefined);
    if (path !== undefined && content) builder.text(path, content);
  }
}
