import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { S3Location } from '../../definitions/account';
import { isMissing } from '../../machine/jsonFile';
import type { ObjectStore, Stored } from './objectStore';
import type { ReceivedBody } from './receiveBody';
import { s3Error } from './s3Error';

/** Every part but the last one has at least so many bytes. */
const smallestPart = 5 * 1024 ** 2;

/** An upload in parts that is under way. */
export interface Upload {
  readonly id: string;
  readonly location: S3Location;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
}

/** A part that has come. */
export interface Part {
  readonly number: number;
  readonly bytes: number;
  /** MD5, hexadecimal. */
  readonly etag: string;
}

/** A part as the client names it when it wants the object put together. */
export interface NamedPart {
  readonly number: number;
  readonly etag: string;
}

/** Uploads in parts: a folder each, which outlives the server as it does on S3. */
export class Uploads {
  /** @param folder absolute path */
  constructor(
    private readonly folder: string,
    private readonly store: ObjectStore,
  ) {}

  async begin(location: S3Location, headers: Readonly<Record<string, string>>): Promise<string> {
    const id = randomBytes(16).toString('hex');
    const upload: Upload = { id, location, headers, startedAt: Date.now() };
    await mkdir(join(this.folder, id), { recursive: true });
    await writeFile(join(this.folder, id, 'upload.json'), JSON.stringify(upload));
    return id;
  }

  /** Keep a part that is on disk already. @param from absolute path of its file, which is gone afterwards */
  async keep(
    id: string,
    location: S3Location,
    number: number,
    part: { from: string; body: ReceivedBody },
  ): Promise<void> {
    const { from, body } = part;
    try {
      await this.find(id, location);
    } catch (error) {
      await rm(from, { force: true });
      throw error;
    }
    // The sum is in the name: bytes and sum of a part that is sent again change together.
    const name = `${String(number)}.${body.md5}`;
    await rename(from, join(this.folder, id, name));
    const older = (await this.files(id)).filter((file) => file.startsWith(`${String(number)}.`) && file !== name);
    await Promise.all(older.map((file) => rm(join(this.folder, id, file), { force: true })));
  }

  /** The parts that have come, in order. */
  async parts(id: string, location: S3Location): Promise<readonly Part[]> {
    await this.find(id, location);
    const files = (await this.files(id)).filter((name) => /^\d+\./.test(name));
    const parts = await Promise.all(
      files.map(async (name) => {
        const [number = '', etag = ''] = name.split('.');
        return { number: Number(number), etag, bytes: (await stat(join(this.folder, id, name))).size };
      }),
    );
    return parts.sort((one, other) => one.number - other.number);
  }

  /** Those of a bucket, in the order of their keys, then of their beginnings. */
  async all(bucket: string): Promise<readonly Upload[]> {
    const ids = await readdir(this.folder).catch(noneIfMissing);
    const found = await Promise.all(ids.map((id) => this.read(id)));
    return found
      .flatMap((upload) => (upload?.location.bucket === bucket ? [upload] : []))
      .sort((one, other) => compare(one.location.key, other.location.key) || one.startedAt - other.startedAt);
  }

  /** Put the object together from the parts that the client names. @returns its entity tag */
  async complete(id: string, location: S3Location, named: readonly NamedPart[]): Promise<Stored> {
    const upload = await this.find(id, location);
    const parts = chosen(await this.parts(id, location), named);
    const whole = await this.store.staging();
    for (const { number, etag } of parts) {
      await pipeline(
        createReadStream(join(this.folder, id, `${String(number)}.${etag}`)),
        createWriteStream(whole, { flags: 'a' }),
      );
    }
    const sums = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
    const etag = `${createHash('md5').update(sums).digest('hex')}-${String(parts.length)}`;
    const stored: Stored = { etag, headers: upload.headers };
    await this.store.put(location, whole, stored);
    await this.forget(id);
    return stored;
  }

  async abort(id: string, location: S3Location): Promise<void> {
    await this.find(id, location);
    await this.forget(id);
  }

  private async forget(id: string): Promise<void> {
    await rm(join(this.folder, id), { recursive: true, force: true });
  }

  private async files(id: string): Promise<readonly string[]> {
    return readdir(join(this.folder, id));
  }

  private async find(id: string, { bucket, key }: S3Location): Promise<Upload> {
    const upload = /^[0-9a-f]{32}$/.test(id) ? await this.read(id) : undefined;
    if (upload?.location.bucket === bucket && upload.location.key === key) return upload;
    throw s3Error('NoSuchUpload');
  }

  /** Written by us only, so its shape is trusted. */
  private async read(id: string): Promise<Upload | undefined> {
    const text = await readFile(join(this.folder, id, 'upload.json'), 'utf8').catch(gone);
    // It is made before it says what it is.
    return text === undefined || text === '' ? undefined : (JSON.parse(text) as Upload);
  }
}

function compare(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function noneIfMissing(error: unknown): string[] {
  if (isMissing(error)) return [];
  throw error;
}

function gone(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}

function chosen(parts: readonly Part[], named: readonly NamedPart[]): readonly Part[] {
  if (named.length === 0) throw s3Error('MalformedXML');
  if (named.some(({ number }, index) => number <= (named[index - 1]?.number ?? 0))) throw s3Error('InvalidPartOrder');
  return named.map(({ number, etag }, index) => {
    const part = parts.find((one) => one.number === number && one.etag === etag);
    if (!part) throw s3Error('InvalidPart');
    if (index < named.length - 1 && part.bytes < smallestPart) throw s3Error('EntityTooSmall');
    return part;
  });
}
