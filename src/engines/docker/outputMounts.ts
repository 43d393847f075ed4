import { pipeline } from 'node:stream/promises';
import { Header, type ReadEntry, Unpack } from 'tar';
import { AppError, messageOf } from '../../contract/appError';
import type { OutputMount } from '../../contract/containerSpec';
import type { DockerApi } from './dockerApi';
import { localLink } from './localLink';

const blockBytes = 512;

/** Make the folders of an output mount before the program starts, as root's with mode 0755. */
export async function prepareOutput(
  api: DockerApi,
  id: string,
  mount: OutputMount,
  signal: AbortSignal,
): Promise<void> {
  const folders = mount.folders ?? [];
  if (folders.length === 0) return;
  await api.json({
    method: 'PUT',
    path: `/containers/${id}/archive`,
    query: { path: mount.target },
    body: foldersArchive(folders),
    signal,
  });
}

/** A tar archive of empty folders, parents first. */
export function foldersArchive(folders: readonly string[]): Buffer {
  const all = new Set(folders.flatMap((folder) => withParents(folder)));
  const headers = [...all].map((folder) => {
    const block = Buffer.alloc(blockBytes);
    const needsMore = new Header({
      path: `${folder}/`,
      type: 'Directory',
      mode: 0o755,
      uid: 0,
      gid: 0,
      size: 0,
      mtime: new Date(),
    }).encode(block);
    if (needsMore) throw new RangeError(`folder name too long: ${folder}`);
    return block;
  });
  return Buffer.concat([...headers, Buffer.alloc(2 * blockBytes)]);
}

function withParents(folder: string): string[] {
  const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

/**
 * Copy what a container has written below an output mount to this machine, owned by the user who runs us. Pipes and devices
 * are left out; nothing is written outside of `mount.folder`, whatever names and links the container made up.
 */
export async function collectOutput(api: DockerApi, id: string, mount: OutputMount): Promise<void> {
  const archive = await api.stream({ path: `/containers/${id}/archive`, query: { path: mount.target } });
  const failures: unknown[] = [];
  const unpack = new Unpack({
    cwd: mount.folder,
    strip: 1,
    preserveOwner: false,
    filter: (_path, entry) => 'type' in entry && admit(entry, mount.target),
    // A name that tries to escape is left out with a warning; a full disk must not be taken for that.
    onwarn: (_code, _message, data: unknown) => {
      if (data instanceof Error && 'syscall' in data) failures.push(data);
    },
  });
  try {
    await pipeline(archive, unpack as unknown as NodeJS.WritableStream);
  } catch (error) {
    failures.push(error);
  }
  if (failures.length === 0) return;
  throw new AppError(
    'container.collect',
    `What the container wrote to ${mount.target} could not be copied to ${mount.folder}: ${messageOf(failures[0])}.`,
    'Check that the disk has room and the folder is yours; the job can then be run again.',
    { cause: failures[0] },
  );
}

function admit(entry: ReadEntry, target: string): boolean {
  if (!['File', 'OldFile', 'ContiguousFile', 'Directory', 'GNUDumpDir', 'SymbolicLink', 'Link'].includes(entry.type))
    return false;
  // The user must be able to read and remove everything, and gets no set-uid programs.
  entry.mode = ((entry.mode ?? 0) & 0o777) | (entry.type === 'Directory' ? 0o700 : 0o600);
  if (entry.type !== 'SymbolicLink') return true;
  const linkpath = localLink(target, entry.path.split('/').slice(1).join('/'), entry.linkpath ?? '');
  if (linkpath === undefined) return false;
  entry.linkpath = linkpath;
  return true;
}
