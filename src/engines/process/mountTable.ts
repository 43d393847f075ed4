import type { Bind } from './grafts';

/** Options that a user may not take off again. */
const lockable = new Set(['nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime']);

/**
 * Options that make a bind mount of `path` read-only and keep what its file system is mounted with: an ordinary user may add `ro`
 * but not drop `nosuid` and the like.
 * @param table text of /proc/self/mountinfo
 */
export function readOnlyOptions(table: string, path: string): string {
  let best = { point: '', options: 'rw' };
  for (const line of table.split('\n')) {
    const [, , , , place, options] = line.split(' ');
    if (place === undefined || options === undefined) continue;
    const point = place.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    const holds = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    // Of two mounts at one place the later one is seen.
    if (holds && point.length >= best.point.length) best = { point, options };
  }
  const kept = best.options.split(',').filter((option) => lockable.has(option));
  return ['remount', 'bind', 'ro', ...kept].join(',');
}

/** Binds as lines of an fstab, each to be mounted with `rbind`. @param root folder in which the targets are */
export function mountLines(binds: readonly Bind[], root: string): string {
  const lines = binds.map(({ source, target }) => {
    const place = target === '/' ? root : root + target;
    return `${escaped(source)} ${escaped(place)} none defaults 0 0\n`;
  });
  return lines.join('');
}

function escaped(text: string): string {
  return text.replace(/[ \t\n\v\f\r\\#]/g, (odd) => `\\${odd.charCodeAt(0).toString(8).padStart(3, '0')}`);
}
