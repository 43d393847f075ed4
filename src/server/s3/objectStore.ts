import { createHash } from 'node:crypto';
import { mkdir, readdir, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import path, { basename, dirname, join } from 'node:path';
import { bucketsFolder, isBucketName, objectPath, type S3Location } from '../../definitions/account';
import { isInside } from '../../definitions/fileReference';
import { isMissing } from '../../machine/jsonFile';
import { namesLeftBehind, nameUnderWay } from '../leftBehind';
import { KeptFactsFolder } from './keptFacts';
import type { ReceivedBody } from './receiveBody';
import { s3Error } from './s3Error';

/** What is known of an object beside its bytes. */
export interface ObjectFacts {
  readonly key: string;
  /** Absolute path of its file, all links followed. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
  /** Without quotes. */
  readonly etag: string;
  /** Headers that go out with it: its type, what the client said of it, its checksum. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How an object came to be. */
export interface Stored {
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * S3 as a folder: buckets are folders, keys are paths below them. What jobs and people put there is an object too. An empty object whose key
 * ends with a slash, as the console and file systems on S3 make them, is that folder, and an object for as long as its facts are kept.
 * Names of buckets can't begin with a dot, so what does belongs to the store.
 */
export class ObjectStore {
  private readonly root: string;
  private readonly facts: KeptFactsFolder;
  private readonly stagingFolder: string;

  /** @param account absolute path of the folder that stands in for the account */
  constructor(private readonly account: string) {
    this.root = join(account, bucketsFolder);
    this.facts = new KeptFactsFolder(join(this.root, '.facts'));
    this.stagingFolder = join(this.root, '.staging');
  }

  /** A path for something that is not whole yet, on the disk that it will be on. */
  async staging(): Promise<string> {
    await mkdir(this.stagingFolder, { recursive: true });
    return join(this.stagingFolder, nameUnderWay());
  }

  /** Remove what a server was about to write that is gone. */
  async tidy(): Promise<void> {
    for (const name of await namesLeftBehind(this.stagingFolder)) {
      await rm(join(this.stagingFolder, name), { recursive: true, force: true });
    }
  }

  async buckets(): Promise<readonly { readonly name: string; readonly createdAt: number }[]> {
    const names = await readdir(this.root).catch(emptyWhereMissing);
    const found = names.filter(isBucketName).sort();
    return Promise.all(
      found.map(async (name) => ({ name, createdAt: Math.round((await stat(join(this.root, name))).birthtimeMs) })),
    );
  }

  /** @returns false when it is there already. @throws ServiceError `InvalidBucketName` */
  async makeBucket(bucket: string): Promise<boolean> {
    if (!isBucketName(bucket)) throw s3Error('InvalidBucketName');
    return (await mkdir(join(this.root, bucket), { recursive: true })) !== undefined;
  }

  /** @throws ServiceError `BucketNotEmpty` */
  async removeBucket(bucket: string): Promise<void> {
    await this.mustHave(bucket);
    if ((await this.keys(bucket, '')).length > 0) throw s3Error('BucketNotEmpty');
    await rm(join(this.root, bucket), { recursive: true, force: true });
  }

  /** @throws ServiceError `NoSuchBucket` */
  async mustHave(bucket: string): Promise<void> {
    const facts = isBucketName(bucket) ? await stat(join(this.root, bucket)).catch(absent) : undefined;
    if (!facts?.isDirectory()) throw s3Error('NoSuchBucket');
  }

  /** @throws ServiceError `NoSuchBucket`, `InvalidArgument` for a key that can't be a path here */
  async mustBeWritable(location: S3Location): Promise<void> {
    await this.mustHave(location.bucket);
    if (location.key.endsWith('/') || this.pathOf(location) === undefined) throw noPath(location.key);
  }

  /** Names beside a key that begin with it, though they are not it: `train.csv` and `train-2` beside `data/train`. */
  async namesBeside(location: S3Location): Promise<readonly string[]> {
    const named = location.key === '' || location.key.endsWith('/') ? undefined : this.pathOf(location);
    if (named === undefined) return [];
    const names = await readdir(dirname(named)).catch(emptyWhereMissing);
    return names.filter((name) => name.startsWith(basename(named)) && name !== basename(named));
  }

  /** Keys of a bucket that begin with a prefix, in the order of their bytes. */
  async keys(bucket: string, prefix: string): Promise<readonly string[]> {
    const top = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const folder = this.pathOf({ bucket, key: top });
    const found = folder === undefined ? [] : await this.below(folder, { bucket, key: top });
    return found
      .filter((key) => key.startsWith(prefix))
      .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  }

  /** @throws ServiceError `NoSuchKey`, `NoSuchBucket` */
  async find(location: S3Location): Promise<ObjectFacts> {
    const found = await this.look(location);
    if (found) return found;
    await this.mustHave(location.bucket);
    throw s3Error('NoSuchKey');
  }

  /** An object; undefined where there is none, and for a link that leads out of the store. */
  async look(location: S3Location): Promise<ObjectFacts | undefined> {
    const named = this.pathOf(location);
    if (named === undefined) return undefined;
    const real = await realpath(named).catch(absent);
    const facts = real === undefined ? undefined : await stat(real).catch(absent);
    if (real === undefined || !facts || !isInside(real, await realpath(this.root), path)) return undefined;
    const kept = await this.facts.read(location);
    if (isFolder(location)) return facts.isDirectory() && kept ? { key: location.key, path: real, ...kept } : undefined;
    if (!facts.isFile()) return undefined;
    const { size: bytes, mtimeMs } = facts;
    const known = kept?.bytes === bytes && kept.modifiedAt === mtimeMs ? kept : undefined;
    return {
      key: location.key,
      path: real,
      bytes,
      modifiedAt: mtimeMs,
      // Of a file that was not uploaded the content's sum is not known; the form is that of objects where nobody expects it.
      etag:
        known?.etag ??
        `${createHash('md5')
          .update(`${String(bytes)} ${String(mtimeMs)}`)
          .digest('hex')}-1`,
      headers: known?.headers ?? { 'content-type': 'binary/octet-stream' },
    };
  }

  /**
   * Put a whole file in an object's place.
   * @param from absolute path on the same disk; it is gone afterwards
   * @throws ServiceError `InvalidArgument` for a key that can't be a path here
   */
  async put(location: S3Location, from: string, { etag, headers }: Stored): Promise<void> {
    const to = this.pathOf(location);
    try {
      if (to === undefined) throw noPath(location.key);
      if (isFolder(location) && (await stat(from)).size > 0) throw noContent(location.key);
      const folder = isFolder(location) ? to : dirname(to);
      await mkdir(folder, { recursive: true });
      if (!isInside(await realpath(folder), await realpath(this.root), path)) throw noPath(location.key);
      if (isFolder(location)) await rm(from);
      else await rename(from, to);
    } catch (error) {
      await rm(from, { force: true });
      const clash = ['ENOTDIR', 'EEXIST', 'EISDIR', 'ENOTEMPTY', 'ENAMETOOLONG'];
      throw clash.includes((error as NodeJS.ErrnoException).code ?? '') ? noPath(location.key) : error;
    }
    const { size, mtimeMs: modifiedAt } = await stat(to);
    await this.facts.keep(location, { bytes: isFolder(location) ? 0 : size, modifiedAt, etag, headers });
  }

  /** Remove an object, and the folders that it leaves empty. */
  async remove(location: S3Location): Promise<void> {
    const found = this.pathOf(location);
    if (found === undefined) return;
    const facts = await stat(found).catch(absent);
    if (facts?.isDirectory() !== isFolder(location)) return;
    // A link that leads out of the store may be removed itself, and nothing behind it.
    if (!isInside(await realpath(dirname(found)), await realpath(this.root), path)) return;
    if (facts.isFile()) await rm(found, { force: true });
    await this.facts.remove(location);
    await this.removeEmpty(location);
  }

  /** Remove the folders on the way to a key, from the innermost one, as far as they are empty and no objects themselves. */
  private async removeEmpty({ bucket, key }: S3Location): Promise<void> {
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
      const folder = { bucket, key: key.slice(0, end + 1) };
      if (await this.facts.read(folder)) return;
      const isEmpty = await rmdir(this.pathOf(folder) ?? '').then(
        () => true,
        () => false,
      );
      if (!isEmpty) return;
    }
  }

  /** Keys of the objects in a folder, and its own where it is one. @param at ends with a slash, or is the bucket */
  private async below(folder: string, at: S3Location): Promise<readonly string[]> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (!entries) return [];
    const own = at.key !== '' && (await this.facts.read(at)) ? [at.key] : [];
    const found = await Promise.all(
      entries.map(async (entry) => {
        const key = at.key + entry.name;
        if (entry.isDirectory()) return this.below(join(folder, entry.name), { ...at, key: `${key}/` });
        return entry.isFile() ? [key] : [];
      }),
    );
    return [...own, ...found.flat()];
  }

  private pathOf(location: S3Location): string | undefined {
    // Its bucket's own path.
    if (location.key === '/') return undefined;
    return objectPath(this.account, location, process.platform === 'win32' ? 'win32' : 'posix');
  }
}

/** The facts of an object that was received. */
export function storedAs({ md5, checksum }: ReceivedBody, headers: Readonly<Record<string, string>>): Stored {
  return { etag: md5, headers: { ...headers, ...(checksum && { [checksum[0]]: checksum[1] }) } };
}

function isFolder({ key }: S3Location): boolean {
  return key.endsWith('/');
}

function noContent(key: string): Error {
  return s3Error(
    'InvalidArgument',
    `The key ${key} ends with a slash, so it is a folder on this machine, and can't have content.`,
  );
}

function noPath(key: string): Error {
  return s3Error(
    'InvalidArgument',
    `The key ${key} can't be a path below its bucket on this machine: objects are files here.`,
  );
}

function absent(error: unknown): undefined {
  if (isMissing(error) || ['ELOOP', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? ''))
    return undefined;
  throw error;
}

function emptyWhereMissing(error: unknown): string[] {
  if (isMissing(error)) return [];
  throw error;
}
