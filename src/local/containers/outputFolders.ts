import { open } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ContainerSpec, OutputMount } from '../../contract/containerSpec';
import { isMissing } from '../../machine/jsonFile';

/**
 * Where on this machine the containers' output at a path is brought to, one folder per instance.
 * @param path absolute in the container: an output mount's target, or a folder below one
 */
export function outputFolders(specs: readonly ContainerSpec[], path: string): string[] {
  const holds = (mount: ContainerSpec['mounts'][number]): mount is OutputMount =>
    mount.kind === 'output' && `${path}/`.startsWith(`${mount.target}/`);
  return specs.flatMap((spec) =>
    spec.mounts.filter(holds).map(({ folder, target }) => join(folder, ...segments(posix.relative(target, path)))),
  );
}

/** The beginning of a file; undefined when there is no file of that name. */
export async function readBeginning(path: string, bytes: number): Promise<Buffer | undefined> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'EISDIR') return undefined;
    throw error;
  }
}

/** The names of a relative POSIX path; none for the folder itself. */
function segments(path: string): string[] {
  return path === '' ? [] : path.split('/');
}
