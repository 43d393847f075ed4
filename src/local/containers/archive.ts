import { createWriteStream } from 'node:fs';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';

/** Two zero blocks: a tar without members. */
const emptyTar = Buffer.alloc(1024);

/** Pack the content of a folder as `.tar.gz`; members are relative to the folder, without a leading one (T53). */
export async function packFolder(folder: string, archive: string): Promise<void> {
  const entries = await readdir(folder);
  if (entries.length === 0) {
    await writeFile(archive, gzipSync(emptyTar));
    return;
  }
  const tar = await import('tar');
  // The library takes a leading @ for an archive to read from.
  const names = entries.sort().map((name) => (name.startsWith('@') ? `./${name}` : name));
  await pipeline(tar.c({ cwd: folder, gzip: true, portable: true }, names), createWriteStream(archive));
}

/** Put the contents of several folders into one, in order: where names are equal the last one stays (T53). */
export async function mergeFolders(folders: readonly string[], target: string): Promise<void> {
  for (const folder of folders) await cp(folder, target, { recursive: true, force: true, verbatimSymlinks: true });
}
