import { copyFile, lstat, mkdir, readdir, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from '../../machine/jsonFile';

/** Clocks of file systems differ in their finest step; times that are this near, in milliseconds, are the same. */
const sameTime = 2;

/** Files of a folder and of those below it, by their path in it, with their size. Links are not followed, and not copied (P5). */
export type CopiedFiles = ReadonlyMap<string, number>;

/** The same for several folders into one, in order. */
export async function copyAllFiles(
  folders: readonly string[],
  to: string,
  which: 'all' | 'changed',
): Promise<CopiedFiles> {
  const copied: (readonly [path: string, bytes: number])[] = [];
  for (const folder of folders) copied.push(...(await copyFiles(folder, to, which)));
  return new Map(copied);
}

/**
 * Copy the files of a folder into another, as an upload does: equal names are overwritten, nothing is removed, and folders exist
 * only for the files in them.
 * @param which `changed` leaves out a file whose copy has the same size and time
 */
export async function copyFiles(from: string, to: string, which: 'all' | 'changed'): Promise<CopiedFiles> {
  const copied = new Map<string, number>();
  for (const path of await filesOf(from, '')) {
    const bytes = await copy(join(from, path), join(to, path), which);
    if (bytes !== undefined) copied.set(path, bytes);
  }
  return copied;
}

async function filesOf(root: string, below: string): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) return filesOf(root, path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return found.flat();
}

/** @returns its size; undefined for a file that went away in the meantime, or has not changed */
async function copy(from: string, to: string, which: 'all' | 'changed'): Promise<number | undefined> {
  try {
    const { size, atime, mtime, mtimeMs } = await lstat(from);
    if (which === 'changed') {
      const known = await stat(to).catch(() => undefined);
      if (known?.size === size && Math.abs(known.mtimeMs - mtimeMs) < sameTime) return undefined;
    }
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to);
    await utimes(to, atime, mtime);
    return size;
  } catch (error) {
    if (which === 'changed' && isMissing(error)) return undefined;
    throw error;
  }
}
