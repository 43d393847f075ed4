import { chmod, lchown, lstat, readdir, readlink, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { OutputMount } from '../../contract/containerSpec';

/**
 * Make what a program has written the user's: readable, writable, removable, without set-uid programs, pipes and devices, and
 * without links that lead out of the folder. Absolute links within become relative, since they hold only where the program ran.
 */
export async function takeBack(mount: OutputMount): Promise<void> {
  await takeFolder(mount.folder, '');

  async function takeFolder(folder: string, below: string): Promise<void> {
    await own(folder, 0o700);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) await takeFolder(file, path.posix.join(below, entry.name));
      else if (entry.isFile()) await own(file, 0o600);
      else if (entry.isSymbolicLink()) await takeLink(file, below);
      else await rm(file);
    }
  }

  async function takeLink(file: string, below: string): Promise<void> {
    const given = (await readlink(file)).replaceAll('\\', '/');
    const absolute = path.posix.resolve(mount.target, below, given);
    const inside = path.posix.relative(mount.target, absolute);
    if (inside === '..' || inside.startsWith('../')) {
      await rm(file);
    } else if (path.posix.isAbsolute(given)) {
      await rm(file);
      await symlink(path.posix.relative(below, inside) || '.', file);
    }
  }
}

async function own(file: string, bits: number): Promise<void> {
  const { mode, uid } = await lstat(file);
  const user = process.getuid?.();
  if (user !== undefined && uid !== user) await lchown(file, user, process.getgid?.() ?? user);
  const wanted = (mode & 0o777) | bits;
  if ((mode & 0o7777) !== wanted) await chmod(file, wanted);
}
