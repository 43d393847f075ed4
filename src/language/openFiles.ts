import type { FileReader } from '../definitions/fileReader';

/** Files as the editor has them: where one is open, its text counts, saved or not. */
export function openFiles(disk: FileReader, openText: (path: string) => string | undefined): FileReader {
  return {
    isFile: (path) => disk.isFile(path),
    isDirectory: (path) => disk.isDirectory(path),
    realPath: (path) => disk.realPath(path),
    readText: (path) => openText(path) ?? disk.readText(path),
    // Logs, which nobody edits.
    readEnd: (path, bytes) => disk.readEnd(path, bytes),
    list: (folder) => disk.list(folder),
    isExecutable: (path) => disk.isExecutable(path),
  };
}
