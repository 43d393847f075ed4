import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Holds what is slow to make and always the same: editors, Node versions, the base image. May be deleted at any time. */
export const cacheFolder = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'sagemaker-containers-test',
);

/**
 * The path of an entry of the cache, made on first use.
 *
 * @param name changes whenever the content would: holds versions
 * @param make fills the path that it is given, which does not exist yet; when it throws, nothing is kept
 */
export async function cached(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const path = join(cacheFolder, name);
  if (existsSync(path)) return path;
  const unfinished = `${path}.${process.pid}`;
  mkdirSync(cacheFolder, { recursive: true });
  try {
    await make(unfinished);
    if (!existsSync(path)) renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return path;
}
