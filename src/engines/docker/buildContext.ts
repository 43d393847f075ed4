import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import ignore from '@balena/dockerignore';
import { create } from 'tar';

/** Folder of our own state; it would change an image with every run, and may be large. */
const ownFolder = '.sagemaker';

/** Tells whether a path, relative to the context, stays out of the build. */
interface Exclusion {
  readonly ignores: (file: string) => boolean;
  /** A folder that is left out may hold files that are taken in again. */
  readonly hasExceptions: boolean;
}

/**
 * The files of a build context, relative, with `/`, sorted: all but what `<Dockerfile>.dockerignore`, or else `.dockerignore`,
 * leaves out. The Dockerfile itself always belongs to them. Sockets, pipes and devices don't, nor does our own state.
 */
export async function contextFiles(context: string, dockerfile: string): Promise<readonly string[]> {
  const exclusion = await readExclusion(context, dockerfile);
  const needed = new Set([path.posix.normalize(dockerfile.replaceAll('\\', '/'))]);
  const files: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(path.join(context, folder), { withFileTypes: true });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const file = folder ? `${folder}/${entry.name}` : entry.name;
      if (file === ownFolder) continue;
      const out = exclusion.ignores(file);
      if ((!out || needed.has(file)) && (entry.isFile() || entry.isDirectory() || entry.isSymbolicLink()))
        files.push(file);
      const mayHold = !out || exclusion.hasExceptions || [...needed].some((one) => one.startsWith(`${file}/`));
      if (entry.isDirectory() && mayHold) await walk(file);
    }
  };
  await walk('');
  return files;
}

/** A build context as a tar archive, streamed. */
export async function contextArchive(context: string, dockerfile: string): Promise<Readable> {
  const files = await contextFiles(context, dockerfile);
  const archive = create(
    {
      cwd: context,
      noDirRecurse: true,
      // Windows knows no executable files: there all are, as the docker command does it.
      onWriteEntry: (entry) => {
        if (process.platform === 'win32' && entry.stat) entry.stat.mode |= 0o755;
      },
    },
    // A leading @ would mean the content of another archive.
    files.map((file) => (file.startsWith('@') ? `./${file}` : file)),
  );
  return Readable.from(archive);
}

async function readExclusion(context: string, dockerfile: string): Promise<Exclusion> {
  for (const name of [`${dockerfile}.dockerignore`, '.dockerignore']) {
    const text = await readFile(path.join(context, name), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    const rules = ignore().add(lines);
    return { ignores: (file) => rules.ignores(file), hasExceptions: lines.some((line) => line.trim().startsWith('!')) };
  }
  return { ignores: () => false, hasExceptions: false };
}
