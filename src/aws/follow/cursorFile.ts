import { join } from 'node:path';
import { readState, writeState } from '../storage/stateFile';
import type { KeptCursor } from './followCursor';
import type { Asked } from './performCall';

/** Where it is kept how far jobs were told. */
export interface CursorFile {
  read(): Promise<KeptCursor | undefined>;
  write(cursor: KeptCursor): Promise<void>;
}

/**
 * The file of a job.
 * @param folder absolute path
 * @param place tells accounts and regions apart
 */
export function cursorFile(folder: string, place: string, { kind, name }: Asked): CursorFile {
  const file = join(folder, place, `${name}.${kind}.json`);
  return {
    // Written by us only, so its shape is trusted.
    read: async () => (await readState(file)) as KeptCursor | undefined,
    write: (cursor) => writeState(file, cursor),
  };
}
