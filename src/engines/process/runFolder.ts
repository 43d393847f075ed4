import { chmod, constants, copyFile, mkdir, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { largestRatio } from '../../contract/archives';
import type { ContainerSpec, UnpackedArchive } from '../../contract/containerSpec';
import type { ImageFiles } from '../../grammars/dockerfile/imageFiles';

/** The private folder of one container; everything in it goes when the container goes. Absolute paths of this machine. */
export interface RunFolder {
  readonly path: string;
  /** The image's files as the program may change them, from `/` on. */
  readonly image: string;
  /** Where the program's root is put together; empty for everybody outside. */
  readonly root: string;
  /** The container's /tmp. */
  readonly temporary: string;
  /** Says which process runs here. */
  readonly record: string;
}

/** The folder of a container by name, whether it exists or not. */
export function runFolder(parent: string, name: string): RunFolder {
  const at = path.join(parent, name);
  const inside = (child: string) => path.join(at, child);
  return {
    path: at,
    image: inside('image'),
    root: inside('root'),
    temporary: inside('tmp'),
    record: inside('process.json'),
  };
}

/** Lay out what the program will see: the image's files, and a place for every mount and for the working folder. */
export async function fillRunFolder(
  run: RunFolder,
  files: ImageFiles,
  spec: ContainerSpec,
  workdir: string,
): Promise<void> {
  await rm(run.path, { recursive: true, force: true });
  await mkdir(run.path, { recursive: true, mode: 0o700 });
  await Promise.all([
    mkdir(run.root),
    mkdir(run.temporary),
    mkdir(path.join(run.image, 'opt', 'ml'), { recursive: true }),
  ]);
  await chmod(run.temporary, 0o1777);
  await copyFiles(files, run.image);
  await mkdir(inImage(run, workdir), { recursive: true });
  for (const one of spec.unpacked ?? []) await unpack(one, inImage(run, one.target));
  for (const mount of spec.mounts) {
    if (mount.kind === 'output') {
      for (const folder of mount.folders ?? []) await mkdir(path.join(mount.folder, folder), { recursive: true });
    }
  }
}

async function unpack({ archive }: UnpackedArchive, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) return;
  const tar = await import('tar');
  await tar.x({ file: archive, cwd: folder, strict: true, maxDecompressionRatio: largestRatio });
}

/** Where a path of the image stands in the run folder. */
export function inImage(run: RunFolder, imagePath: string): string {
  return path.join(run.image, ...imagePath.split('/'));
}

async function copyFiles(files: ImageFiles, root: string): Promise<void> {
  for (const [target, { kind, source, mode, executable }] of files) {
    const place = path.join(root, ...target.split('/'));
    if (kind === 'folder') {
      await mkdir(place, { recursive: true });
      continue;
    }
    await mkdir(path.dirname(place), { recursive: true });
    await rm(place, { force: true });
    if (source === undefined) await writeFile(place, '');
    else if (kind === 'link') await symlink(await readlink(source), place);
    else await copyFile(source, place, constants.COPYFILE_FICLONE);
    if (kind === 'file' && mode !== undefined) await chmod(place, mode);
    else if (kind === 'file' && executable) await chmod(place, 0o755);
  }
}
