import path from 'node:path';

/**
 * What a symbolic link in an output mount must hold on this machine: an absolute one within the mount becomes relative, since the
 * mount is elsewhere here. Undefined for one that leads out of the mount, which would show files of this machine.
 * @param target path of the mount in the container
 * @param file the link itself, relative to the mount, with `/`
 * @param link what it holds in the container
 */
export function localLink(target: string, file: string, link: string): string | undefined {
  const folder = path.posix.dirname(path.posix.join(target, file));
  const full = path.posix.resolve(folder, link);
  if (full !== target && !full.startsWith(`${target}/`)) return undefined;
  return path.posix.isAbsolute(link) ? path.posix.relative(folder, full) || '.' : link;
}
