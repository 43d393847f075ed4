import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../contract/appError';

/**
 * Copy the probe's container and definitions into a folder; files that are there already and the same are left as they are.
 * @param shipped absolute folder of the installed program
 * @throws AppError `probe.folder` when a file of the same name says something else
 */
export async function writeProbeFolder(shipped: string, folder: string): Promise<void> {
  const entries = await readdir(shipped, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(shipped.length + 1));
  const contents = await Promise.all(
    files.map(async (name) => ({ name, content: await readFile(join(shipped, name)) })),
  );
  const missing = [];
  for (const file of contents) {
    const there = await contentOf(join(folder, file.name));
    if (there === undefined) missing.push(file);
    else if (!there.equals(file.content)) throw changed(join(folder, file.name));
  }
  for (const { name, content } of missing) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

async function contentOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function changed(file: string): AppError {
  return new AppError(
    'probe.folder',
    `${file} is there already and is not as the probe's own.`,
    'Name another folder with --folder, or remove this one.',
  );
}
