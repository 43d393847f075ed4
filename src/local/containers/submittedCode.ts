import { stat } from 'node:fs/promises';
import { AppError } from '../../contract/appError';
import { isMissing } from '../../machine/jsonFile';

/** See that the code is there that a container's toolkit would fetch. @throws AppError `code.missing` */
export async function requireCode(archive: string | undefined): Promise<void> {
  if (archive === undefined) return;
  await stat(archive).catch((cause: unknown) => {
    if (!isMissing(cause)) throw cause;
    const message = `Code download failed: there is nothing at ${archive}.`;
    throw new AppError('code.missing', message, 'Upload the code first, or correct where it is said to be.', { cause });
  });
}
