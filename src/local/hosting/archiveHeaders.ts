import { createReadStream } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../contract/appError';
import { largestRatio } from '../../contract/archives';

/** What the headers of an archive say, as far as it matters before anything of it is extracted. */
export interface ArchiveHeaders {
  /** Paths of symbolic links. */
  readonly links: readonly string[];
  /** What is wrong with it. */
  readonly faults: readonly Error[];
}

/** Takes what tar has to say of an archive that it can read all the same. */
export type TarWarning = (code: string, what: string | Error, data: unknown) => void;

/**
 * Read the headers of an archive that is to be extracted to a folder, and no further than the disk has room for.
 * @throws AppError `model.archive` where it has too little; any other error for what is no archive
 */
export async function readHeaders(archive: string, folder: string): Promise<ArchiveHeaders> {
  const { Parser } = await import('tar');
  const { bavail, bsize } = await statfs(folder);
  const room = bavail * bsize;
  const links: string[] = [];
  const faults: Error[] = [];
  let bytes = 0;
  const parser = new Parser({
    maxDecompressionRatio: largestRatio,
    onwarn: collectFaults(faults),
    onReadEntry: (entry) => {
      if (entry.type === 'SymbolicLink') links.push(entry.path);
      bytes += entry.size;
      if (bytes > room) parser.abort(tooLarge(archive, folder, room));
      else entry.resume();
    },
  });
  await pipeline(createReadStream(archive), parser as unknown as NodeJS.WritableStream);
  return { links, faults };
}

/** A warning handler that keeps what is a fault of the archive. */
export function collectFaults(faults: Error[]): TarWarning {
  return (code, what, data) => {
    // A leading slash is taken off, as any tar does: the SageMaker SDK packs its models with an entry "/" for their folder.
    if (code === 'TAR_ENTRY_INFO') return;
    if (data instanceof Error) faults.push(data);
    else faults.push(what instanceof Error ? what : new Error(what));
  };
}

function tooLarge(archive: string, folder: string, room: number): AppError {
  return new AppError(
    'model.archive',
    `${archive} holds more than the ${(room / 1e9).toFixed(1)} GB that are free on the disk of ${folder}.`,
    'Make room there, or pack a smaller model.',
  );
}
