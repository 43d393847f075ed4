import { fileAt, folderOf, textAt } from '../folderFiles';
import { isOfKaggle, type NamedPaths } from './namedPaths';
import type { Program, ReadFolder } from '../program';
import { rPaths } from '../r/rPaths';

/** Files that a program names, as seen from the folder of the container. */
export interface ProgramPaths extends NamedPaths {
  /** Where the program is run, so that its paths are those. */
  readonly folder: string;
}

/** Files that a program names and that lie in the folder; and those of Kaggle's places, as they are. */
export function pathsUsedBy(folder: ReadFolder, program: Program): ProgramPaths {
  const { python, path, way } = program;
  const named = python ?? (/\.r$/i.test(path) ? rPaths(textAt(folder, path)) : { reads: [], writes: [] });
  const own = folderOf(path);
  const isRun = way === 'notebook' || way === 'script' || way === 'r';
  // An editor of notebooks runs them where they lie; other programs are, where their paths only make sense there.
  const isInside = way === 'notebook' || (isRun && named.reads.some((one) => lies(folder, own, one)));
  const from = isInside ? own : '';
  const inFolder = (all: readonly string[]): readonly string[] =>
    all.flatMap((one) => {
      const inside = one.startsWith(':')
        ? within(own, one.slice(1))
        : one.startsWith('/')
          ? undefined
          : within(from, one);
      return inside ?? (isOfKaggle(one) ? [one] : []);
    });
  return { folder: from, reads: inFolder(named.reads), writes: inFolder(named.writes) };
}

/** Whether a path leads to something from the folder of its program, and to nothing from that of the container. */
function lies(folder: ReadFolder, own: string, path: string): boolean {
  const isThere = (place: string | undefined): boolean =>
    place !== undefined &&
    (fileAt(folder, place) !== undefined || folder.files.some((one) => one.path.startsWith(`${place}/`)));
  return own !== '' && !path.startsWith(':') && !isThere(within('', path)) && isThere(within(own, path));
}

/** A path as seen from the folder of the container; undefined where it leads out. */
function within(from: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${from}/${path}`.split('/')) {
    if (part === '..' && parts.length === 0) return undefined;
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}
