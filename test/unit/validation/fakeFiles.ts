import type { FileReader } from '../../../src/definitions/fileReader';

/** A disk that holds these files, and the folders above them. */
export function fakeFiles(files: readonly string[], links: Readonly<Record<string, string>> = {}): FileReader {
  const folders = new Set(
    files.flatMap((file) => file.split('/').map((_, index, parts) => parts.slice(0, index).join('/'))),
  );
  return {
    isFile: (path) => files.includes(path),
    isDirectory: (path) => folders.has(path),
    realPath: (path) => links[path] ?? path,
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
  '/car/body.csv',
]);
