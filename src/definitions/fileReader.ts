/** What checking and resolving must know of the disk. Every path is absolute; a path that can't be looked at counts as absent. */
export interface FileReader {
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  /** The path with all links followed, as far as it exists. */
  realPath(path: string): string;
  /** A file's text; undefined for what is no file, can't be read, or is larger than anybody writes by hand. */
  readText(path: string): string | undefined;
  /** The last bytes of a file as text, from the beginning of a line on; undefined for what is no file or can't be read. */
  readEnd(path: string, bytes: number): string | undefined;
  /** Names of what lies in a folder, sorted; none for what is no folder. */
  list(folder: string): readonly string[];
  /** Whether the file's mode lets somebody execute it; undefined where files have no such mode. */
  isExecutable(path: string): boolean | undefined;
}
