import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { AppError } from '../../contract/appError';
import type { HashMemory } from './hashMemory';
import { inParallel } from '../inParallel';

/** Files that are read at the same time. */
const parallelReads = 8;
/** Bytes that are read of a file at once. */
const blockBytes = 1024 * 1024;

/** One file of an input as it was when it was read. */
export interface InputFile {
  /** Absolute path. */
  readonly path: string;
  /** From the input's folder, with slashes. */
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since the Unix epoch, with fractions. */
  readonly modified: number;
  /** SHA-256 of its content, in hex. */
  readonly sha256: string;
  /** What is sent in place of the file's own content. */
  readonly text?: string;
}

/** A file or folder to upload. Its digest changes with any name or content in it. */
export interface ScannedInput {
  /** What a request asked for: the path, or a `manifestId`, since a manifest may be meant as a file too. */
  readonly id: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly files: readonly InputFile[];
  readonly digest: string;
  readonly bytes: number;
}

/**
 * Read all that an input consists of.
 * @throws AppError `aws.input` for an empty folder, and for a link that leads out of the folder
 */
export async function scanInput(path: string, memory: HashMemory, signal: AbortSignal): Promise<ScannedInput> {
  const isFolder = (await stat(path)).isDirectory();
  const names = isFolder ? await namesIn(path) : [basename(path)];
  if (names.length === 0)
    throw new AppError('aws.input', `${path} is empty: there is nothing to upload.`, 'Put the data into it.');
  const read = new Map<string, InputFile>();
  await inParallel(names, parallelReads, async (name) => {
    signal.throwIfAborted();
    read.set(name, await readInputFile(isFolder ? join(path, ...name.split('/')) : path, name, memory));
  });
  const files = [...names].sort().flatMap((name) => read.get(name) ?? []);
  return scanned({ id: path, path, isFolder }, files);
}

/** Files as one input. */
export function scanned(
  input: Pick<ScannedInput, 'id' | 'path' | 'isFolder'>,
  files: readonly InputFile[],
): ScannedInput {
  const digest = sha256Of(files.map(({ name, sha256 }) => `${sha256} ${name}\n`).join(''));
  return { ...input, files, digest, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** SHA-256 of a text, in hex. */
export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const root = await realpath(folder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) await requireInside(path, root);
    if ((await stat(path)).isFile()) names.push(relative(folder, path).split(sep).join('/'));
  }
  return names;
}

/** What a link leads to is sent away with the folder: it must be something that lies there anyway. */
async function requireInside(link: string, root: string): Promise<void> {
  const target = await realpath(link).catch(() => undefined);
  const isFile = target !== undefined && target.startsWith(root + sep) && (await stat(target)).isFile();
  if (isFile) return;
  throw new AppError(
    'aws.input',
    `${link} is a link that leads to a folder, out of its input, or nowhere.`,
    'Put the data itself there: links like this are not uploaded.',
  );
}

/** A file as part of an input. @param name its key below the input's prefix */
export async function readInputFile(path: string, name: string, memory: HashMemory): Promise<InputFile> {
  const { size: bytes, mtimeMs: modified } = await stat(path);
  const known = memory.find(path, bytes, modified);
  if (known !== undefined) return { path, name, bytes, modified, sha256: known };
  const sha256 = await digestOf(path, bytes);
  memory.keep(path, bytes, modified, sha256);
  return { path, name, bytes, modified, sha256 };
}

/** SHA-256 of a file, in hex. */
async function digestOf(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  // A stream costs more than many a small file.
  if (bytes <= blockBytes) return hash.update(await readFile(path)).digest('hex');
  for await (const chunk of createReadStream(path, { highWaterMark: blockBytes })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
