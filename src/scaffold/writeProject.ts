import { chmod, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../contract/appError';
import { checkFolder, makeFolder, unwritten } from './projectFolder';
import { projectPath } from './projectPath';
import type { ScaffoldFile } from './template';

/** How a file of a project stands to what is on disk. */
export interface FileState {
  readonly file: ScaffoldFile;
  /** `same` is there already, word for word; `changed` is there and says something else. */
  readonly state: 'new' | 'same' | 'changed';
  /** What is there now. */
  readonly current?: string;
}

/** What writing files into a folder would change. @throws AppError `scaffold.path` */
export function compareFiles(folder: string, files: readonly ScaffoldFile[]): Promise<readonly FileState[]> {
  return Promise.all(
    files.map(async (file): Promise<FileState> => {
      const there = await contentOf(join(folder, projectPath(file.path)));
      if (!there) return { file, state: 'new' };
      const current = there.toString('utf8');
      return { file, state: there.equals(bytesOf(file)) ? 'same' : 'changed', current };
    }),
  );
}

/**
 * Write a project. All is looked at before anything is written.
 * @param isForced replaces files of the same names that say something else
 * @returns the paths that were written, relative to the folder
 * @throws AppError `scaffold.exists`, `scaffold.path`, `scaffold.escape`, `scaffold.folder`, `scaffold.write`
 */
export async function writeProject(
  folder: string,
  files: readonly ScaffoldFile[],
  isForced: boolean,
): Promise<readonly string[]> {
  await checkFolder(resolve(folder));
  const states = await compareFiles(folder, files);
  const changed = states.filter(({ state }) => state === 'changed');
  const [first] = changed;
  if (first && !isForced) {
    const more = changed.length > 1 ? ` and ${String(changed.length - 1)} more` : '';
    throw new AppError(
      'scaffold.exists',
      `${join(folder, first.file.path)}${more} is there already, with other content; nothing was written.`,
      'Choose another folder, or replace such files with --force.',
    );
  }
  const missing = states.filter(({ state }) => state !== 'same');
  await makeFolder(resolve(folder));
  const root = await realpath(folder);
  for (const { file } of missing) await keepInside(root, file.path);
  for (const { file, state } of missing) await writeOne(join(root, file.path), file, state === 'new');
  return missing.map(({ file }) => file.path);
}

/** @param isNew nothing was there: what has come since, or a link that leads to nothing yet, is not written to */
async function writeOne(target: string, file: ScaffoldFile, isNew: boolean): Promise<void> {
  await makeFolder(dirname(target));
  try {
    await writeFile(target, file.content, { mode: file.mode, flag: isNew ? 'wx' : 'w' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritten(target, error);
    const action = 'Look at it, and move it away or choose another folder.';
    throw new AppError(
      'scaffold.exists',
      `${target} has come meanwhile, or is a link; it was not written to.`,
      action,
      {
        cause: error,
      },
    );
  }
  // One that was there keeps its own bits otherwise.
  await chmod(target, file.mode);
}

/** A link among the folders that are there may lead out of the project. */
async function keepInside(root: string, path: string): Promise<void> {
  const way = relative(root, await realPathOf(resolve(root, path)));
  if (way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way) return;
  throw new AppError(
    'scaffold.escape',
    `${path} leads out of ${root} by a link; nothing was written.`,
    'Choose another folder, or remove the link.',
  );
}

/** The path with links followed, as far as it exists. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const parent = dirname(path);
    return parent === path ? path : join(await realPathOf(parent), path.slice(parent.length + 1));
  }
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== 'EISDIR' && code !== 'ENOTDIR') throw unwritten(path, error);
    const what = code === 'EISDIR' ? `${path} is a folder` : `A file stands where ${path} needs a folder`;
    const action = 'Choose another folder, or move that away.';
    throw new AppError('scaffold.exists', `${what}; nothing was written.`, action, { cause: error });
  }
}

function bytesOf({ content }: ScaffoldFile): Buffer {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
}
