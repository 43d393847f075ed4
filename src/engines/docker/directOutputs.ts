import { chmod, chown, lstat, mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { OutputMount } from '../../contract/containerSpec';
import { localLink } from './localLink';

/*
 * Where what a container's root writes belongs to us anyway (we are root here, or the engine is our own rootless one), output
 * mounts are the folders themselves: nothing has to be copied, which matters for large models and for short jobs.
 */

/** Make an output folder what the platform gives: root's, mode 0755, with the folders that must exist. */
export async function prepareDirectOutput(mount: OutputMount): Promise<void> {
  await chmod(mount.folder, 0o755);
  for (const folder of mount.folders ?? []) {
    let made = mount.folder;
    for (const part of folder.split('/')) {
      made = path.join(made, part);
      await mkdir(made, { recursive: true });
      // Whatever the user's umask says.
      await chmod(made, 0o755);
    }
  }
}

/**
 * Leave what copying would have brought: files, folders and links within the mount, owned by the user, who can read and remove
 * them; no pipes, no devices, no set-uid programs.
 */
export async function tidyOutput(mount: OutputMount, folder = ''): Promise<void> {
  for (const entry of await readdir(path.join(mount.folder, folder), { withFileTypes: true })) {
    const name = path.posix.join(folder, entry.name);
    const file = path.join(mount.folder, name);
    if (entry.isSymbolicLink()) await tidyLink(mount, name);
    else if (entry.isFile() || entry.isDirectory()) await tidyMode(file, entry.isDirectory() ? 0o700 : 0o600);
    else await rm(file);
    if (entry.isDirectory()) await tidyOutput(mount, name);
  }
}

async function tidyLink(mount: OutputMount, name: string): Promise<void> {
  const file = path.join(mount.folder, name);
  const link = await readlink(file);
  const wanted = localLink(mount.target, name, link);
  if (wanted === link) return;
  await rm(file);
  if (wanted !== undefined) await symlink(wanted, file);
}

async function tidyMode(file: string, needed: number): Promise<void> {
  const { mode, uid } = await lstat(file);
  const own = process.getuid?.() ?? uid;
  // Programs that run as root may give files away.
  if (uid !== own) await chown(file, own, process.getgid?.() ?? 0);
  const wanted = (mode & 0o777) | needed;
  if ((mode & 0o7777) !== wanted) await chmod(file, wanted);
}
