import { join } from 'node:path';
import { makeIgnoredFolder } from '../../machine/ignoredFolder';
import { readState, writeState } from '../storage/stateFile';
import type { KeptCursor } from './followCursor';
import type { Asked } from './performCall';

/** Where it is kept how far a job was told. */
export interface CursorFile {
  read(): Promise<KeptCursor | undefined>;
  write(cursor: KeptCursor): Promise<void>;
}

/** Where it is kept how far the jobs of an account and region were told. */
export type Cursors = (job: Asked) => CursorFile;

/** @param folder absolute path, for one account and region */
export function cursorsIn(folder: string): Cursors {
  return ({ kind, name }) => {
    const file = join(folder, `${name}.${kind}.json`);
    let made: Promise<void> | undefined;
    return {
      // Written by us only, so its shape is trusted.
      read: async () => (await readState(file)) as KeptCursor | undefined,
      write: async (cursor) => {
        await (made ??= makeIgnoredFolder(folder));
        await writeState(file, cursor);
      },
    };
  };
}
