import { readState, writeState } from './stateFile';

/** Where in a bucket a content was brought to, so that it needn't be sent a second time when another file of its folder has changed. */
export interface UploadMemory {
  find(bucket: string, sha256: string): string | undefined;
  keep(bucket: string, sha256: string, key: string): void;
  save(): Promise<void>;
}

/** @param file absolute path of a JSON file of ours; one that can't be read counts as empty */
export async function openUploadMemory(file: string): Promise<UploadMemory> {
  const read = ((await readState(file)) ?? {}) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const known = new Map(Object.entries(read).map(([bucket, keys]) => [bucket, new Map(Object.entries(keys))]));
  return {
    find: (bucket, sha256) => known.get(bucket)?.get(sha256),
    keep: (bucket, sha256, key) => {
      known.set(bucket, (known.get(bucket) ?? new Map<string, string>()).set(sha256, key));
    },
    save: () =>
      writeState(file, Object.fromEntries([...known].map(([bucket, keys]) => [bucket, Object.fromEntries(keys)]))),
  };
}
