import type { FileReader } from '../../../src/definitions/fileReader';

/** A disk that holds these files, by path or as path and text, and the folders above them. */
export function fakeFiles(
  disk: readonly string[] | Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
  programs: readonly string[] = [],
): FileReader {
  const texts = new Map<string, string>(
    Array.isArray(disk)
      ? (disk as readonly string[]).map((path) => [path, ''])
      : Object.entries(disk as Readonly<Record<string, string>>),
  );
  const files = [...texts.keys()];
  const folders = new Set(
    files.flatMap((file) => file.split('/').map((_, index, parts) => parts.slice(0, index).join('/'))),
  );
  return {
    isFile: (path) => files.includes(path),
    isDirectory: (path) => folders.has(path),
    realPath: (path) => links[path] ?? path,
    readText: (path) => texts.get(path),
    readEnd: (path, bytes) => texts.get(path)?.slice(-bytes),
    list: (folder) => [
      ...new Set(
        files.flatMap((path) =>
          path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1).split('/')[0] ?? ''] : [],
        ),
      ),
    ],
    isExecutable: (path) => programs.includes(path),
  };
}

/** A project with an image, data and a fixture. */
export const project = fakeFiles([
  '/car/image/Dockerfile',
  '/car/image/train.py',
  '/car/data/train.csv',
  '/car/model.tar.gz',
  '/car/car.training-job.json',
  '/car/car.model.json',
  '/car/car.endpoint.json',
  '/car/body.csv',
]);
