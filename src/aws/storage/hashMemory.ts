import { readState, writeState } from './stateFile';

/** Digests of files that were read before, so that large inputs are read once. A file with another size or time is another file. */
export interface HashMemory {
  find(path: string, bytes: number, modified: number): string | undefined;
  keep(path: string, bytes: number, modified: number, sha256: string): void;
  save(): Promise<void>;
}

/** A file that was written this recently may be written again without its time changing. */
const settledMs = 2_000;

interface Entry {
  readonly bytes: number;
  readonly modified: number;
  readonly sha256: string;
}

/** @param file absolute path of a JSON file of ours; one that can't be read counts as empty */
export async function openHashMemory(file: string): Promise<HashMemory> {
  const entries = new Map(Object.entries(await readEntries(file)));
  return {
    find: (path, bytes, modified) => {
      const entry = entries.get(path);
      return entry?.bytes === bytes && entry.modified === modified ? entry.sha256 : undefined;
    },
    keep: (path, bytes, modified, sha256) => {
      if (Date.now() - modified > settledMs) entries.set(path, { bytes, modified, sha256 });
    },
    save: () => writeState(file, Object.fromEntries(entries)),
  };
}

async function readEntries(file: string): Promise<Record<string, Entry>> {
  return ((await readState(file)) ?? {}) as Record<string, Entry>;
}
