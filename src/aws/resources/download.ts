import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { AppError } from '../../contract/appError';
import type { DownloadOptions } from '../../jobs/resources';
import { objectPages, placeOf, type S3Object } from './data';

/** Bring an object, or all below a prefix, to a folder of this machine. @returns absolute paths of the files */
export async function download(
  s3: S3Client,
  uri: string,
  folder: string,
  { tell, mayReplace, signal }: DownloadOptions,
): Promise<readonly string[]> {
  const place = placeOf(uri);
  const objects: S3Object[] = [];
  for await (const page of objectPages(s3, place, signal)) objects.push(...page.filter(isWanted(place.prefix)));
  if (objects.length === 0)
    throw new AppError('aws.artifact', `There is nothing at ${uri}.`, 'Look whether the job has written its outputs.');
  const files = await Promise.all(
    objects.map(async (object) => {
      const path = pathOf(folder, nameOf(object.key, place.prefix));
      return { object, path, there: await compare(path, object) };
    }),
  );
  const others = files.filter(({ there }) => there === 'other').map(({ path }) => path);
  const replaces = others.length === 0 || (await mayReplace(others));
  const ofBytes = objects.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytes = 0;
  for (const { object, path, there } of files) {
    signal.throwIfAborted();
    const before = bytes;
    if (there === 'none' || (there === 'other' && replaces)) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: place.bucket, Key: object.key }), {
        abortSignal: signal,
      });
      if (!(Body instanceof Readable)) throw new TypeError(`${object.key} came without a body`);
      const count = (chunk: Buffer) => {
        bytes += chunk.length;
        tell({ bytes, ofBytes });
      };
      await write(Body, path, count, signal);
    }
    bytes = before + object.bytes;
    tell({ bytes, ofBytes });
  }
  return files.map(({ path }) => path);
}

/** `a/model` is no part of `a/mod`; keys that stand for folders have no content. */
function isWanted(prefix: string): (object: S3Object) => boolean {
  return ({ key }) => {
    const isInside = prefix === '' || prefix.endsWith('/') || key === prefix || key.startsWith(`${prefix}/`);
    return isInside && !key.endsWith('/');
  };
}

/** The part of a key that is a path below the folder: the last name of an object, what follows a prefix. */
function nameOf(key: string, prefix: string): string {
  if (key === prefix) return key.slice(key.lastIndexOf('/') + 1);
  return key.slice(prefix.length).replace(/^\//, '');
}

/** Keys are written by others: one with `..` must not lead anywhere else. */
function pathOf(folder: string, name: string): string {
  const path = resolve(folder, ...name.split('/').filter((part) => part !== ''));
  const inside = relative(folder, path);
  const isBad = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || name.split('/').includes('..');
  if (!isBad && !(process.platform === 'win32' && /[<>:"|?*]/.test(name))) return path;
  throw new AppError(
    'aws.artifact',
    `The object ${name} can't be a file below ${folder}.`,
    'Download it with another tool, under another name.',
  );
}

/** Whether a file is there, and whether it can be the object: of its size, and written after it. */
async function compare(path: string, { bytes, changedAt }: S3Object): Promise<'none' | 'same' | 'other'> {
  const facts = await stat(path).catch(() => undefined);
  if (!facts) return 'none';
  return facts.isFile() && facts.size === bytes && facts.mtimeMs >= changedAt ? 'same' : 'other';
}

/** A file is there whole or not at all. */
async function write(body: Readable, path: string, count: (chunk: Buffer) => void, signal: AbortSignal): Promise<void> {
  const partial = join(dirname(path), `.${String(process.pid)}-${String(Date.now())}.partial`);
  await mkdir(dirname(path), { recursive: true });
  try {
    const counted = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        count(chunk);
        yield chunk;
      }
    };
    await pipeline(body, counted, createWriteStream(partial), { signal });
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}
