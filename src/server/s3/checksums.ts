import { createHash } from 'node:crypto';
import { Crc32, Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';

/** Something that sums up bytes. */
interface Sum {
  update(data: Buffer): unknown;
  digest(): Promise<Uint8Array> | Uint8Array;
}

const makers: Readonly<Record<string, () => Sum>> = {
  crc32: () => new Crc32(),
  crc32c: () => new Crc32c(),
  crc64nvme: () => new Crc64Nvme(),
  sha1: () => createHash('sha1'),
  sha256: () => createHash('sha256'),
};

/** Headers of S3 that hold a checksum begin so; the algorithm is the rest. */
export const checksumPrefix = 'x-amz-checksum-';

/** A checksum that is being made. */
export interface RunningChecksum {
  /** Name of the header that it goes into. */
  readonly header: string;
  update(data: Buffer): void;
  /** Base64. */
  result(): Promise<string>;
}

/** The checksum of a header's name; undefined for one that is not known. */
export function checksumOf(header: string): RunningChecksum | undefined {
  const name = header.toLowerCase();
  const make = name.startsWith(checksumPrefix) ? makers[name.slice(checksumPrefix.length)] : undefined;
  if (!make) return undefined;
  const sum = make();
  return {
    header: name,
    update: (data) => void sum.update(data),
    result: async () => Buffer.from(await sum.digest()).toString('base64'),
  };
}

/** The checksums among an object's headers: name of the algorithm as documents of S3 write it, and value. */
export function checksumsIn(headers: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    return name.startsWith(checksumPrefix) ? [[name.slice(checksumPrefix.length).toUpperCase(), value] as const] : [];
  });
}
