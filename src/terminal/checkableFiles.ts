import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileKindOf } from '../validation/files/fileKind';

/** Folders that hold what others have written. */
const skipped: ReadonlySet<string> = new Set([
  'node_modules',
  '__pycache__',
  'site-packages',
  'venv',
  'dist',
  'build',
  'out',
  'target',
]);
/** Folders with a dot in which people write for the tools that they use; others hold what tools have written. */
const read: ReadonlySet<string> = new Set(['.github', '.gitlab', '.circleci', '.devcontainer', '.vscode']);

/** The files of a folder, and of the folders in it, that checks know something of, in the order of their names. Links are not followed. */
export async function checkableFiles(
  path: string,
): Promise<{ readonly isFolder: boolean; readonly files: readonly string[] }> {
  const stats = await stat(path);
  if (!stats.isDirectory()) return { isFolder: false, files: [path] };
  return { isFolder: true, files: await filesIn(path) };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isSkipped = (entry.name.startsWith('.') && !read.has(entry.name)) || skipped.has(entry.name);
    if (entry.isDirectory() && !isSkipped) found.push(...(await filesIn(path)));
    if (entry.isFile() && fileKindOf(path) !== undefined) found.push(path);
  }
  return found;
}
