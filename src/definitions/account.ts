import { posix, win32 } from 'node:path';
import { definitionKinds, type DefinitionKind } from './definitionKinds';
import type { PathStyle } from './fileReference';

/** Folder of an account that holds its buckets, one folder each. */
export const bucketsFolder = 's3';
/** Folder of an account that holds the requests which came over the service's own protocol, one definition file each. */
export const requestsFolder = 'requests';

/** Where an object is in S3. */
export interface S3Location {
  readonly bucket: string;
  /** May be empty, and may end with a slash. */
  readonly key: string;
}

/** Takes an `s3://` URI apart; undefined for anything else. */
export function parseS3Uri(value: unknown): S3Location | undefined {
  const match = typeof value === 'string' ? /^s3:\/\/([^/]+)(?:\/(.*))?$/su.exec(value) : null;
  const [, bucket, key = ''] = match ?? [];
  return bucket === undefined ? undefined : { bucket, key };
}

/** Whether a name is one that S3 takes for a bucket. None of them leads out of a folder or is hidden in it. */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$/.test(name) && name.length >= 3 && name.length <= 63;
}

/**
 * Where the object or prefix of a location lies in an account's folder.
 * @param account absolute path
 * @returns undefined for a key that can't be a path below its bucket on this machine: `..`, empty parts, names of devices
 */
export function objectPath(account: string, { bucket, key }: S3Location, style: PathStyle): string | undefined {
  const parts = key.replace(/\/$/, '').split('/');
  const names = parts.length === 1 && parts[0] === '' ? [] : parts;
  if (!isBucketName(bucket) || !names.every((name) => isFileName(name, style))) return undefined;
  return (style === 'win32' ? win32 : posix).join(account, bucketsFolder, bucket, ...names);
}

function isFileName(name: string, style: PathStyle): boolean {
  if (name === '' || name === '.' || name === '..' || /[\0\\]/.test(name) || Buffer.byteLength(name) > 255)
    return false;
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
  return style === 'posix' || !(isDevice || /[<>:"|?*\p{Cc}]|[. ]$/u.test(name));
}

/**
 * The definition file of a resource that an account knows by its name.
 * @param account absolute path
 */
export function requestPath(account: string, kind: DefinitionKind, name: string, style: PathStyle): string {
  const suffix = definitionKinds.find((facts) => facts.kind === kind)?.suffix ?? '';
  return (style === 'win32' ? win32 : posix).join(account, requestsFolder, `${name}${suffix}`);
}
