import { AppError } from '../../contract/appError';
import type { ScaffoldFile } from '../template';
import { compareFiles, writeProject, type FileState } from '../writeProject';

/** What somebody said yes to. */
export interface Chosen {
  /** How files stood to the disk when they were shown. */
  readonly states: readonly FileState[];
  /** Files that are there and are to be replaced: paths, each said yes to. */
  readonly replaced: readonly string[];
}

/**
 * Write the files that are new, and of those that are there with other content the ones that may be replaced.
 * @returns the paths that were written, relative to the folder
 * @throws AppError `scaffold.moved` for a file that has changed since it was shown; then nothing is written
 */
export async function writeChosen(folder: string, { states, replaced }: Chosen): Promise<readonly string[]> {
  const fresh = states.filter(({ state }) => state === 'new').map(({ file }) => file);
  const agreed = states.filter(({ file, state }) => state === 'changed' && replaced.includes(file.path));
  await requireUnmoved(folder, agreed);
  const written = await writeProject(folder, fresh, false);
  return [
    ...written,
    ...(await writeProject(
      folder,
      agreed.map(({ file }): ScaffoldFile => file),
      true,
    )),
  ];
}

async function requireUnmoved(folder: string, shown: readonly FileState[]): Promise<void> {
  const now = await compareFiles(
    folder,
    shown.map(({ file }) => file),
  );
  const moved = now.find(({ current }, index) => current !== shown[index]?.current);
  if (!moved) return;
  throw new AppError(
    'scaffold.moved',
    `${moved.file.path} has changed since it was shown; nothing was written.`,
    'Look at the difference again.',
  );
}
