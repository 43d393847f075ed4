import { fileAt, folderOf, type FolderFiles } from '../folderFiles';
import { joinedPaths, localPaths, placeOf, type LocalPaths } from './localPaths';

/** What lists of pip say together. */
export interface Requirements {
  /** The lists themselves, those that they include last. */
  readonly files: readonly string[];
  /** Lines with a package or an option, as written. */
  readonly lines: readonly string[];
  /** What they install from this machine: `-e .`, `./wheels/own.whl`. */
  readonly local: LocalPaths;
}

/** What a line of a list names that is a list, too. */
function includedIn(line: string): string | undefined {
  return /^(?:-r|-c|--requirement|--constraint)[ =]*(\S+)/.exec(line)?.[1];
}

/** Paths in the folder of the lists that a list includes. @param file its own path */
export function includedLists(file: string, text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const included = includedIn(line.trim());
    const place = included === undefined ? undefined : placeOf(folderOf(file), included);
    return place ?? [];
  });
}

/** Lists of pip with all lists that they include. @param paths of the lists in the folder, or an entry of conda's `pip` */
export function readRequirements(folder: FolderFiles, paths: readonly string[]): Requirements {
  const files: string[] = [];
  const lines: string[] = [];
  const local: LocalPaths[] = [];
  const take = (file: string, from: string): void => {
    if (files.includes(file)) return;
    files.push(file);
    const said = readLines(fileAt(folder, file)?.text ?? '', folderOf(file), from);
    lines.push(...said.lines);
    local.push(said.local);
    for (const included of said.lists) if (fileAt(folder, included)) take(included, from);
  };
  for (const path of paths) take(path, folderOf(path));
  return { files, lines, local: joinedPaths(local) };
}

/** What the lines of one list say. */
export interface RequirementLines {
  /** Lists that they include: paths in the folder. */
  readonly lists: readonly string[];
  readonly lines: readonly string[];
  readonly local: LocalPaths;
}

/**
 * Read the lines of a list.
 * @param place the folder of the list, from which it includes others
 * @param from the folder that pip runs in, from which it installs
 */
export function readLines(text: string, place: string, from: string): RequirementLines {
  const lines: string[] = [];
  const lists: string[] = [];
  const local: LocalPaths[] = [];
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const said = line.replace(/(^|\s)#.*$/, '').trim();
    const included = includedIn(said);
    const path = localIn(said);
    if (included !== undefined) {
      const list = placeOf(place, included);
      if (list === undefined) local.push({ inside: [], outside: [included] });
      else lists.push(list);
    } else if (path !== undefined) local.push(localPaths(from, [path]));
    else if (said !== '') lines.push(said);
  }
  return { lists, lines, local: joinedPaths(local) };
}

/** The folder or archive of this machine that a requirement names. */
function localIn(said: string): string | undefined {
  const named = /^(?:-e|--editable)[ =]*(\S+)/.exec(said)?.[1];
  const path =
    named ??
    /^(?:[\w.-]+(?:\[[^\]]*\])?\s*@\s*)?(file:\S+)/.exec(said)?.[1] ??
    /^(\.{1,2}(?:\/[^\s;[]*)?)/.exec(said)?.[1];
  if (path === undefined || /^(?!file:)[a-z+]+:|@/.test(path)) return undefined;
  return path.replace(/\[[^\]]*\]$/, '').replace(/^file:(?!\/)/, '');
}

/** The name of the package that a requirement is about, as indexes write it; undefined for an option. */
export function packageName(requirement: string): string | undefined {
  const name = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:$|[[<>=!~;@ ,(^*])/.exec(requirement)?.[1];
  return name?.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
