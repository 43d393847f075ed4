import { realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileReader } from './fileReader';

/** The disk of this machine. */
export const diskFiles: FileReader = {
  isFile: (path) => stats(path)?.isFile() ?? false,
  isDirectory: (path) => stats(path)?.isDirectory() ?? false,
  realPath,
};

function stats(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A loop of links, a folder that may not be entered, a name with NUL: nothing that a definition could use.
    return undefined;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    // What does not exist yet will lie where its folder really is.
    const folder = dirname(path);
    return folder === path ? path : join(realPath(folder), basename(path));
  }
}
