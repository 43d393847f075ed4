/** Paths of this machine that lists of packages name, by where they lead. */
export interface LocalPaths {
  /** Folders and archives below the folder; the empty text for the folder itself. */
  readonly inside: readonly string[];
  /** Those that lead out of it, as written. */
  readonly outside: readonly string[];
}

export const noPaths: LocalPaths = { inside: [], outside: [] };

/** Sort paths. @param from the folder that they are seen from */
export function localPaths(from: string, paths: readonly string[]): LocalPaths {
  const found = paths.map((path) => ({ path, place: placeOf(from, path) }));
  return {
    inside: found.flatMap(({ place }) => place ?? []),
    outside: found.flatMap(({ path, place }) => (place === undefined ? [path] : [])),
  };
}

/** All of them, each once. */
export function joinedPaths(all: readonly LocalPaths[]): LocalPaths {
  const each = (of: (one: LocalPaths) => readonly string[]): readonly string[] => [...new Set(all.flatMap(of))];
  return { inside: each(({ inside }) => inside), outside: each(({ outside }) => outside) };
}

/** A path as seen from the folder; undefined where it leads out. */
export function placeOf(from: string, path: string): string | undefined {
  if (/^(?:file:|\/|[A-Za-z]:[\\/])/.test(path)) return undefined;
  const parts: string[] = [];
  for (const part of `${from}/${path}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
