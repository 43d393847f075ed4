/** A file of a folder that somebody wants to make a container of. */
export interface FolderFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Whether its mode lets somebody execute it. */
  readonly isExecutable: boolean;
  /** What it says, of files that say how a program is built, started or written; undefined for all others. */
  readonly text?: string;
  /** The first lines of a table of values between separators. */
  readonly head?: string;
}

/** What lies in a folder, as far as was looked. */
export interface FolderFiles {
  /** The folder's name. */
  readonly name: string;
  /** Names of the folders that it lies in, the nearest one first; absent where nothing is known of them. */
  readonly above?: readonly string[];
  /** In the order of their paths. */
  readonly files: readonly FolderFile[];
  /** Links, which are not followed: relative paths. */
  readonly links: readonly string[];
  /** False where there was more than anybody writes by hand. */
  readonly isWhole: boolean;
}

/** The file at a path; undefined where there is none. */
export function fileAt({ files }: FolderFiles, path: string): FolderFile | undefined {
  return files.find((file) => file.path === path);
}

/** What the file at a path says; the empty text where there is none, or where it was not read. */
export function textAt(folder: FolderFiles, path: string): string {
  return fileAt(folder, path)?.text ?? '';
}

/** The folder that a path lies in; empty for the folder itself. */
export function folderOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? '' : path.slice(0, cut);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file's name without what follows its last dot. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/\.[^.]*$/, '');
}

/** A path below a folder; the path itself for the empty one. */
export function below(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
