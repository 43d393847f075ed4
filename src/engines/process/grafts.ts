import { lstat, mkdir, readdir, readlink, realpath, stat, symlink, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';

/** Show `source` of this machine at `target`, an absolute path in the program's root. */
export interface Bind {
  readonly source: string;
  readonly target: string;
}

/** How the image's files are put among those of this machine. */
export interface Grafts {
  /** Parents before children. */
  readonly binds: readonly Bind[];
  /** Folders of the image that could not be put in their place, because too much of this machine is there. */
  readonly displaced: readonly string[];
}

/** The machine's own folder of that name is never shown. */
const hidden = '/opt/ml';
/** A folder with more entries than this is left as it is: each entry costs a mount. */
const mostSiblings = 64;

/**
 * Plan the mounts that make an image's files appear at their paths, everything else of this machine staying where it is. A folder that
 * gets new entries is replaced by the image's own folder of that path, in which the machine's entries are mounted one by one; for that,
 * empty places for them are made in the image.
 * @param image folder that holds the image's files, from `/` on
 */
export async function planGrafts(image: string): Promise<Grafts> {
  const binds: Bind[] = [];
  const displaced: string[] = [];
  await merge('/', '/');
  return {
    binds: binds.some(({ target }) => target === '/') ? binds : [{ source: '/', target: '/' }, ...binds],
    displaced,
  };

  async function merge(folder: string, hostFolder: string): Promise<void> {
    const own = await readdir(image + folder, { withFileTypes: true });
    const siblings = await readdir(hostFolder).catch(() => undefined);
    // What may not be listed can't be shown entry by entry.
    if (!siblings) return void binds.push({ source: image + folder, target: hostFolder });
    const there = new Set(siblings.map((name) => posix.join(hostFolder, name)).filter((path) => path !== hidden));
    const fresh = own.some(({ name }) => !there.has(posix.join(hostFolder, name)));
    if (fresh && there.size > mostSiblings) return void displaced.push(folder);
    if (fresh) {
      binds.push({ source: image + folder, target: hostFolder });
      for (const path of there) await show(path, posix.join(folder, posix.basename(path)));
    }
    for (const entry of own) {
      const path = posix.join(folder, entry.name);
      const hostPath = posix.join(hostFolder, entry.name);
      if (there.has(hostPath)) await replace(path, hostPath, { isFolder: entry.isDirectory(), covered: fresh });
    }
  }

  /** An image's entry that this machine has too, in a folder that is covered by the image's, or is still the machine's. */
  async function replace(
    path: string,
    hostPath: string,
    entry: { isFolder: boolean; covered: boolean },
  ): Promise<void> {
    const facts = await stat(hostPath).catch(() => undefined);
    if (facts?.isDirectory() !== entry.isFolder) return;
    // A mount on a symbolic link would land where it points to; a folder that covers has none at this place.
    const real = entry.covered ? hostPath : await realpath(hostPath);
    if (entry.isFolder) await merge(path, real);
    else binds.push({ source: image + path, target: real });
  }

  /** Mount an entry of this machine into the image's folder that covers it. */
  async function show(hostPath: string, path: string): Promise<void> {
    const place = image + path;
    const facts = await lstat(hostPath).catch(() => undefined);
    const taken = await lstat(place).catch(() => undefined);
    if (facts?.isSymbolicLink() && !taken) return symlink(await readlink(hostPath), place);
    const kind = await stat(hostPath).catch(() => undefined);
    const isFolder = kind?.isDirectory() ?? false;
    if (!isFolder && !kind?.isFile()) return;
    if (!taken && isFolder) await mkdir(place);
    else if (!taken) await writeFile(place, '');
    // Of a file that both have, the image's stays.
    if (isFolder || !taken) binds.push({ source: hostPath, target: hostPath });
  }
}
