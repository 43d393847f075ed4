import { createReadStream } from 'node:fs';
import { Parser } from 'tar';
import type { UnpackedArchive } from '../../contract/containerSpec';
import { type DockerApi, isRefusal } from './dockerApi';
import { foldersArchive } from './outputMounts';

/** Put the files of an archive into a container that has not started, unless its image has files at that place. */
export async function unpackArchive(
  api: DockerApi,
  id: string,
  { archive, target }: UnpackedArchive,
  signal: AbortSignal,
): Promise<void> {
  if (await holdsFiles(api, id, target)) return;
  const put = (path: string, body: Buffer | ReturnType<typeof createReadStream>) =>
    api.json({ method: 'PUT', path: `/containers/${id}/archive`, query: { path }, body, signal });
  await put('/', foldersArchive([target]));
  // The engine sees by itself whether it is compressed.
  await put(target, createReadStream(archive));
}

/** Whether there is anything in a folder of a container; no more of it is read than is needed to know. */
async function holdsFiles(api: DockerApi, id: string, path: string): Promise<boolean> {
  const archive = await api.stream({ path: `/containers/${id}/archive`, query: { path } }).catch((error: unknown) => {
    if (isRefusal(error, 404)) return undefined;
    throw error;
  });
  if (!archive) return false;
  try {
    return await new Promise<boolean>((resolve, reject) => {
      let entries = 0;
      const parser = new Parser({
        onReadEntry: (entry) => {
          // The first one is the folder itself.
          entries += 1;
          if (entries > 1) resolve(true);
          entry.resume();
        },
      });
      parser.on('end', () => {
        resolve(false);
      });
      archive.on('error', reject);
      archive.pipe(parser);
    });
  } finally {
    archive.destroy();
  }
}
