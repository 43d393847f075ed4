import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError, messageOf } from '../../contract/appError';
import { fileReferenceTo, parseFileReference, resolveReference } from '../../definitions/fileReference';
import type { TransformInputPlan } from '../../definitions/plan';
import { parseManifest } from '../../records/manifest';

/** One object of the input. */
export interface InputFile {
  /** Its path below the prefix, with slashes on every system; its output is named after it (B9). */
  readonly key: string;
  /** Absolute path. */
  readonly path: string;
}

/**
 * All files of the input (B14): those of a folder and of the folders below it (D33), in the order of their keys as S3 lists them, one
 * file, or those that a manifest names, in its order.
 * @throws AppError `transform.input` when there is none, `records.manifest`, `reference.*`
 */
export async function listInputFiles(input: TransformInputPlan): Promise<readonly InputFile[]> {
  const files = await (input.kind === 'manifest' ? manifestFiles(input) : prefixFiles(input.path));
  if (files.length > 0) return files;
  throw noInput(`${input.path} holds no file`);
}

async function prefixFiles(path: string): Promise<readonly InputFile[]> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw noInput(messageOf(cause), cause);
  });
  if (facts.isFile()) return [{ key: basename(path), path }];
  const files = await filesBelow(path, '', new Set());
  return files.sort((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)));
}

/** Links count as what they lead to; one that leads back to a folder around it ends there. */
async function filesBelow(folder: string, prefix: string, around: ReadonlySet<string>): Promise<InputFile[]> {
  const found: InputFile[] = [];
  const { dev, ino } = await stat(folder);
  const place = `${String(dev)}:${String(ino)}`;
  if (around.has(place)) return found;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const key = `${prefix}${entry.name}`;
    const facts = entry.isSymbolicLink() ? await stat(path) : entry;
    if (facts.isDirectory()) found.push(...(await filesBelow(path, `${key}/`, new Set([...around, place]))));
    else if (facts.isFile()) found.push({ key, path });
  }
  return found;
}

async function manifestFiles({ path, boundary }: TransformInputPlan): Promise<readonly InputFile[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw noInput(messageOf(cause), cause);
  });
  const { prefix, keys } = parseManifest(text);
  const start = parseFileReference(prefix);
  if (!start)
    throw new AppError(
      'local.s3',
      `${path}: its prefix is ${prefix}; a local run reads from this machine.`,
      'Download the data and write {"prefix": "file://folder/"}.',
    );
  const style = process.platform === 'win32' ? 'win32' : 'posix';
  const base = { definitionPath: path, projectRoot: boundary, style } as const;
  const files = keys.map((key) => {
    if (key.split(/[\\/]/).includes('..') || key.startsWith('/'))
      throw noInput(`${path} names ${key}, which leads out of its prefix`);
    return { key, path: resolveReference(fileReferenceTo(start.path + key), base) };
  });
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw noInput(`${path} names ${twice} twice`);
  await Promise.all(files.map((file) => mustBeFile(file, dirname(path))));
  return files;
}

async function mustBeFile({ key, path }: InputFile, manifest: string): Promise<void> {
  const facts = await stat(path).catch(() => undefined);
  if (!facts?.isFile()) throw noInput(`${path}, which the manifest in ${manifest} calls ${key}, is no file`);
}

function noInput(why: string, cause?: unknown): AppError {
  return new AppError('transform.input', `There is nothing to transform: ${why}.`, 'Correct TransformInput.', {
    cause,
  });
}
