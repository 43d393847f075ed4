import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path, { basename, dirname, join } from 'node:path';
import { bucketsFolder, isBucketName, objectPath, type S3Location } from '../../definitions/account';
import { isInside } from '../../definitions/fileReference';
import { isMissing } from '../../machine/jsonFile';
import { namesLeftBehind, nameUnderWay } from '../leftBehind';
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

/** What is kept beside a file; it counts as long as the file is the one that it was written for. */
interface KeptFacts {
  readonly bytes: number;
  readonly modifiedAt: number;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How an object came to be. */
export interface Stored {
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * S3 as a folder: buckets are folders, keys are paths below them. What jobs and people put there is an object too. Names of buckets can't
 * begin with a dot, so what does belongs to the store.
 */
export class ObjectStore {
  private readonly root: string;
  private readonly factsFolder: string;
  private readonly stagingFolder: string;

  /** @param account absolute path of the folder that stands in for the account */
  constructor(private readonly account: string) {
    this.root = join(account, bucketsFolder);
    this.factsFolder = join(this.root, '.facts');
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
    const found = folder === undefined ? [] : await filesBelow(folder, top);
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
    const named = location.key.endsWith('/') ? undefined : this.pathOf(location);
    if (named === undefined) return undefined;
    const real = await realpath(named).catch(absent);
    const facts = real === undefined ? undefined : await stat(real).catch(absent);
    if (real === undefined || !facts?.isFile() || !isInside(real, await realpath(this.root), path)) return undefined;
    const { size: bytes, mtimeMs } = facts;
    const kept = await this.readFacts(location);
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
    const to = location.key.endsWith('/') ? undefined : this.pathOf(location);
    try {
      if (to === undefined) throw noPath(location.key);
      await mkdir(dirname(to), { recursive: true });
      if (!isInside(await realpath(dirname(to)), await realpath(this.root), path)) throw noPath(location.key);
      await rename(from, to);
    } catch (error) {
      await rm(from, { force: true });
      const clash = ['ENOTDIR', 'EEXIST', 'EISDIR', 'ENOTEMPTY', 'ENAMETOOLONG'];
      throw clash.includes((error as NodeJS.ErrnoException).code ?? '') ? noPath(location.key) : error;
    }
    const { size: bytes, mtimeMs: modifiedAt } = await stat(to);
    const kept: KeptFacts = { bytes, modifiedAt, etag, headers };
    await mkdir(this.factsFolder, { recursive: true });
    await writeFile(this.factsPath(location), JSON.stringify(kept));
  }

  /** Remove an object, and the folders that it leaves empty. */
  async remove(location: S3Location): Promise<void> {
    const found = location.key.endsWith('/') ? undefined : this.pathOf(location);
    if (found === undefined) return;
    const facts = await stat(found).catch(absent);
    if (!facts?.isFile()) return;
    await rm(found, { force: true });
    await rm(this.factsPath(location), { force: true });
    const bucket = join(this.root, location.bucket);
    for (let folder = dirname(found); folder.length > bucket.length; folder = dirname(folder)) {
      const isEmpty = await rmdir(folder).then(
        () => true,
        () => false,
      );
      if (!isEmpty) return;
    }
  }

  private pathOf(location: S3Location): string | undefined {
    return objectPath(this.account, location, process.platform === 'win32' ? 'win32' : 'posix');
  }

  private factsPath({ bucket, key }: S3Location): string {
    return join(this.factsFolder, `${createHash('sha256').update(`${bucket}/${key}`).digest('hex')}.json`);
  }

  private async readFacts(location: S3Location): Promise<KeptFacts | undefined> {
    const text = await readFile(this.factsPath(location), 'utf8').catch(absent);
    // Written by us only, so its shape is trusted.
    return text === undefined ? undefined : (JSON.parse(text) as KeptFacts);
  }
}

/** The facts of an object that was received. */
export function storedAs({ md5, checksum }: ReceivedBody, headers: Readonly<Record<string, string>>): Stored {
  return { etag: md5, headers: { ...headers, ...(checksum && { [checksum[0]]: checksum[1] }) } };
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

async function filesBelow(folder: string, prefix: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (entry.isDirectory()) return filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`);
      return entry.isFile() ? [prefix + entry.name] : [];
    }),
  );
  return found.flat();
}
