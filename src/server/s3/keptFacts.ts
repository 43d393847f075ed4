import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Location } from '../../definitions/account';
import { isMissing } from '../../machine/jsonFile';

/** What is kept beside an object's file; it counts as long as the file is the one that it was written for. */
export interface KeptFacts {
  readonly bytes: number;
  /** Milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
  /** Without quotes. */
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a file can't say of its object, in a folder of its own. */
export class KeptFactsFolder {
  /** @param folder absolute path */
  constructor(private readonly folder: string) {}

  async keep(location: S3Location, facts: KeptFacts): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(this.path(location), JSON.stringify(facts));
  }

  async read(location: S3Location): Promise<KeptFacts | undefined> {
    try {
      // Written by us only, so its shape is trusted.
      return JSON.parse(await readFile(this.path(location), 'utf8')) as KeptFacts;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async remove(location: S3Location): Promise<void> {
    await rm(this.path(location), { force: true });
  }

  private path({ bucket, key }: S3Location): string {
    return join(this.folder, `${createHash('sha256').update(`${bucket}/${key}`).digest('hex')}.json`);
  }
}
