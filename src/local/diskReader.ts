import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileReader } from '../definitions/fileReader';

/** The disk as checking and resolving see it: one look at a time, nothing kept. */
export const diskReader: FileReader = {
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  isDirectory: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  realPath,
};

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there: its parent may be.
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}
