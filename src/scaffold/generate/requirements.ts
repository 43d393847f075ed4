import { below, fileAt, folderOf, type FolderFiles } from './folderFiles';

/** What lists of pip say together. */
export interface Requirements {
  /** The lists themselves, those that they include last. */
  readonly files: readonly string[];
  /** Lines with a package, as written. */
  readonly lines: readonly string[];
  /** Whether pip needs the code for them: `-e .`, `./wheels/own.whl`. */
  readonly needsCode: boolean;
  /** Paths that lead out of the folder, as written. */
  readonly outside: readonly string[];
}

/** What a line of a list names that is a list, too. */
function includedIn(line: string): string | undefined {
  return /^(?:-r|-c|--requirement|--constraint)[ =]*(\S+)/.exec(line)?.[1];
}

/** Paths in the folder of the lists that a list includes. @param file its own path */
export function includedLists(file: string, text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const included = includedIn(line.trim());
    return included === undefined ? [] : [normalised(below(folderOf(file), included))];
  });
}

/** A list of pip with all lists that it includes. @param path of the list in the folder */
export function readRequirements(folder: FolderFiles, path: string): Requirements {
  const files: string[] = [];
  const lines: string[] = [];
  const outside: string[] = [];
  let needsCode = false;
  const take = (file: string): void => {
    const text = fileAt(folder, file)?.text;
    if (text === undefined || files.includes(file)) return;
    files.push(file);
    for (const line of text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/)) {
      const said = line.replace(/(^|\s)#.*$/, '').trim();
      const included = includedIn(said);
      const local = /^(?:(?:-e|--editable)[ =]*)?(\.{1,2}(?:\/[^\s[]*)?)/.exec(included ?? said)?.[1];
      if (local !== undefined && leadsOut(below(folderOf(file), local))) outside.push(local);
      if (included !== undefined) take(normalised(below(folderOf(file), included)));
      else if (/^(?:-e|--editable)\b|^\.{1,2}(?:\/|\[|$)|^file:/.test(said)) needsCode = true;
      else if (said !== '') lines.push(said);
    }
  };
  take(path);
  return { files, lines, needsCode, outside };
}

function leadsOut(path: string): boolean {
  let depth = 0;
  return path.split('/').some((part) => {
    depth += part === '..' ? -1 : part === '.' || part === '' ? 0 : 1;
    return depth < 0;
  });
}

function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The name of the package that a requirement is about, as indexes write it; undefined for an option. */
export function packageName(requirement: string): string | undefined {
  const name = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:$|[[<>=!~;@ ,(^*])/.exec(requirement)?.[1];
  return name?.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
