import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError, messageOf } from '../contract/appError';
import { nameFault } from './projectPath';

/**
 * Look at the folder that a project is to have, without making it.
 * @param folder absolute; what is missing of it must be a path that every system can have
 * @throws AppError `scaffold.folder`
 */
export async function checkFolder(folder: string): Promise<void> {
  const there = await isFolder(folder);
  if (there === false)
    throw new AppError('scaffold.folder', `${folder} is a file, and no folder.`, 'Choose another folder.');
  const parent = dirname(folder);
  if (there || parent === folder) return;
  const fault = nameFault(basename(folder));
  if (fault !== undefined)
    throw new AppError('scaffold.folder', `Not every system can have a folder called "${basename(folder)}".`, fault);
  await checkFolder(parent);
}

/** Make a folder and those that it lies in. @throws AppError `scaffold.write` */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder).catch(async (error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await isFolder(folder))) return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw unwritten(folder, error);
    await makeFolder(dirname(folder));
    // Below some folders of the system nothing can be made: there `recursive` would try without end.
    await mkdir(folder).catch((again: unknown) => {
      throw unwritten(folder, again);
    });
  });
}

/** What to say of a file or folder that could not be written. */
export function unwritten(path: string, cause: unknown): AppError {
  const action = 'Choose another folder, one that you may write to.';
  return new AppError('scaffold.write', `${path} could not be written: ${messageOf(cause)}.`, action, { cause });
}

/** Undefined where there is nothing. @throws AppError `scaffold.write` where that can't be said */
async function isFolder(path: string): Promise<boolean | undefined> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unwritten(path, error);
  }
}
