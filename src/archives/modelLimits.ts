/** What is read of a model at most. A pipeline's descriptions are far smaller; its weights are not read. */
export const modelLimits = {
  /** Files of any kind. */
  entries: 20_000,
  /** Bytes of one description. */
  text: 4 * 1024 * 1024,
  /** Bytes of all descriptions. */
  texts: 32 * 1024 * 1024,
  /** Bytes of a zip archive, which is held in memory. */
  zip: 64 * 1024 * 1024,
  /** Bytes of all that an archive holds. */
  unpacked: 1024 * 1024 * 1024,
  milliseconds: 5_000,
} as const;

/** Whether a file of a model is a description of it, by its name. */
export function isDescription(name: string): boolean {
  return /(?:^|\/)(?:bundle|node|model)\.json$/.test(name);
}

/** A path in a model with slashes, without `./` before it; undefined for one that leads out of it. */
export function modelPath(name: string): string | undefined {
  const parts = name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}
