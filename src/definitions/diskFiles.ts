import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileReader } from './fileReader';

/** Bytes; a definition, a Dockerfile or a script is smaller. */
const largest = 2 * 1024 * 1024;

/** The disk of this machine. */
export const diskFiles: FileReader = {
  isFile: (path) => stats(path)?.isFile() ?? false,
  isDirectory: (path) => stats(path)?.isDirectory() ?? false,
  realPath,
  readText,
  readEnd,
  list,
  isExecutable: (path) => (process.platform === 'win32' ? undefined : ((stats(path)?.mode ?? 0) & 0o111) !== 0),
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

function readText(path: string): string | undefined {
  const facts = stats(path);
  if (!facts?.isFile() || facts.size > largest) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not ours to read, or gone since.
    return undefined;
  }
}

function readEnd(path: string, bytes: number): string | undefined {
  const size = stats(path)?.size ?? 0;
  if (size <= bytes) return readText(path);
  try {
    const file = openSync(path, 'r');
    try {
      const end = Buffer.alloc(bytes);
      const read = readSync(file, end, 0, bytes, size - bytes);
      const text = end.toString('utf8', 0, read);
      return text.slice(text.indexOf('\n') + 1);
    } finally {
      closeSync(file);
    }
  } catch {
    // Not ours to read, or gone since.
    return undefined;
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    // No folder, or one that may not be entered.
    return [];
  }
}
