/** What checking and resolving must know of the disk. Every path is absolute; a path that can't be looked at counts as absent. */
export interface FileReader {
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  /** The path with all links followed, as far as it exists. */
  realPath(path: string): string;
}
