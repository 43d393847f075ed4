import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { ModelFiles } from '../definitions/modelReader';
import { ModelFilesBuilder } from './modelFilesBuilder';
import { modelLimits } from './modelLimits';

/** A model as the zip archive that MLeap writes; undefined for what is none, or too large. */
export async function readZip(path: string, size: number): Promise<ModelFiles | undefined> {
  if (size > modelLimits.zip) return undefined;
  const builder = new ModelFilesBuilder();
  const wanted = new Map<string, string>();
  try {
    const archive = await readFile(path);
    const contents = unzipSync(archive, {
      // Nothing is unpacked but descriptions, into as many bytes as the archive says they have.
      filter: ({ name, originalSize }) => {
        const inside = name.endsWith('/') || builder.isFull ? undefined : builder.add(name, originalSize);
        if (inside !== undefined) wanted.set(name, inside);
        return inside !== undefined;
      },
    });
    for (const [name, inside] of wanted) builder.text(inside, contents[name] ?? new Uint8Array());
    return builder.build();
  } catch {
    // No archive, a broken one, or one that may not be read: there is nothing to compare with.
    return undefined;
  }
}
