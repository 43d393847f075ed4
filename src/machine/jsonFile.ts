import { readFile, rename, writeFile } from 'node:fs/promises';

/** Replace a JSON file in one step: a reader sees the old content or the new one. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const next = `${path}.${String(process.pid)}.next`;
  await writeFile(next, `${JSON.stringify(value, undefined, 2)}\n`);
  await rename(next, path);
}

/** A JSON file's value; undefined when there is no such file. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether an error says that a file or folder isn't there, or that a folder of its path is a file. */
export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
