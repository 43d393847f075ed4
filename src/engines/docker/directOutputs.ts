import { chmod, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { OutputMount } from '../../contract/containerSpec';

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

/** Leave what copying would have brought: files, folders and links that the user can read and remove; no pipes, no devices. */
export async function tidyOutput(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isSymbolicLink()) continue;
    if (!entry.isFile() && !entry.isDirectory()) {
      await rm(file, { force: true });
      continue;
    }
    const needed = entry.isDirectory() ? 0o700 : 0o600;
    const mode = (await lstat(file)).mode & 0o7777;
    const wanted = (mode & 0o777) | needed;
    if (mode !== wanted) await chmod(file, wanted);
    if (entry.isDirectory()) await tidyOutput(file);
  }
}
