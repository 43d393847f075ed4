import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { ModelFiles, ModelReader } from '../definitions/modelReader';
import { readFolder } from './readFolder';
import { readTarGz } from './readTarGz';
import { readZip } from './readZip';

/** So many models are remembered; an editor shows few definitions at once. */
const remembered = 8;

interface Remembered {
  readonly stamp: string;
  readonly files: Promise<ModelFiles | undefined>;
}

/** Reads models on this machine; one that has not changed is read once. */
export function createModelReader(): ModelReader {
  const known = new Map<string, Remembered>();
  return {
    read: async (path) => {
      const facts = await stat(path).catch(() => undefined);
      if (!facts) return undefined;
      // The files in a folder change without it.
      if (facts.isDirectory()) return readFolder(path);
      if (basename(path) === 'bundle.json') return readFolder(dirname(path));
      const stamp = `${String(facts.mtimeMs)} ${String(facts.size)}`;
      const before = known.get(path);
      if (before?.stamp === stamp) return before.files;
      const files = readArchive(path, facts.size);
      known.delete(path);
      known.set(path, { stamp, files });
      const oldest = known.keys().next();
      if (known.size > remembered && !oldest.done) known.delete(oldest.value);
      return files;
    },
  };
}

async function readArchive(path: string, size: number): Promise<ModelFiles | undefined> {
  if (/\.zip$/i.test(path)) return readZip(path, size);
  return /\.(?:tar\.gz|tgz|tar)$/i.test(path) ? readTarGz(path) : undefined;
}
