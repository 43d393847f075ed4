import { open } from 'node:fs/promises';
import type { ArchiveSeen } from '../../check/observations';
import { largestRatio } from '../../contract/archives';

const gzipMagic = Buffer.of(0x1f, 0x8b);
/** Entries that are kept. */
const keptEntries = 1000;

/** What a model archive holds, as far as it can be read. */
export async function archiveSeen(path: string): Promise<ArchiveSeen> {
  const seen = { path, isGzip: await isGzip(path), entries: [] as string[], links: [] as string[] };
  const tar = await import('tar');
  try {
    await tar.t({
      file: path,
      maxDecompressionRatio: largestRatio,
      onReadEntry: (entry) => {
        if (seen.entries.length < keptEntries) seen.entries.push(entry.path);
        if (entry.type === 'SymbolicLink') seen.links.push(entry.path);
      },
    });
  } catch {
    // What can't be read has no entries, which is what the rule says of it.
    return seen;
  }
  return seen;
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.equals(gzipMagic);
  } finally {
    await file.close();
  }
}
