import { copyFile, mkdir, readdir, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Mount } from '../../contract/containerSpec';
import { inImage, type RunFolder } from './runFolder';

/** Lay a folder out as the program would see `/opt/ml`, with links to where the mounts come from. Read-only is not enforced by that. */
export async function linkMounts(run: RunFolder, mounts: readonly Mount[]): Promise<void> {
  for (const mount of [...mounts].sort((one, other) => one.target.length - other.target.length)) {
    const place = inImage(run, mount.target);
    const nested = mounts.some((other) => other.target.startsWith(`${mount.target}/`));
    await rm(place, { recursive: true, force: true });
    await mkdir(path.dirname(place), { recursive: true });
    await link(mount.kind === 'output' ? mount.folder : mount.source, place, nested);
  }
}

/** A folder that others are mounted into becomes a real one of links, so that nothing is written where it comes from. */
async function link(source: string, place: string, open: boolean): Promise<void> {
  const isFolder = (await stat(source)).isDirectory();
  if (!isFolder) return process.platform === 'win32' ? copyFile(source, place) : symlink(source, place);
  if (!open) return symlink(source, place, 'junction');
  await mkdir(place, { recursive: true });
  for (const entry of await readdir(source, { withFileTypes: true })) {
    await link(path.join(source, entry.name), path.join(place, entry.name), entry.isDirectory());
  }
}
