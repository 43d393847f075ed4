import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, messageOf } from '../../contract/appError';
import { outputKey } from '../../contract/transform';
import type { FileResult } from './driveFiles';

/**
 * Move whole outputs to where the request wants them: each appears at once or not at all.
 * @param from absolute path of the folder that they were written to
 * @param to absolute path of the folder that they go to
 */
export async function publishOutputs(results: readonly FileResult[], from: string, to: string): Promise<void> {
  try {
    await mkdir(to, { recursive: true });
    for (const { file } of results) {
      const key = outputKey(file.key);
      await move(join(from, key), join(to, key));
    }
  } catch (cause) {
    if (['ENOSPC', 'EDQUOT'].includes((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    throw new AppError(
      'output.copy',
      `The outputs could not be moved to ${to}: ${messageOf(cause)}.`,
      'Check that the folder is yours, or name another in S3OutputPath.',
      { cause },
    );
  }
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    // On another disk: copied beside its place first, so that nobody sees half of it.
    const next = `${to}.part`;
    try {
      await copyFile(from, next);
      await rename(next, to);
    } finally {
      await rm(next, { force: true });
    }
  }
}
