import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { CopyObjectCommand, DeleteObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { jobNameFrom } from '../../contract/jobName';
import { AppError } from '../../contract/appError';
import type { UploadProgress } from '../../jobs/submission';
import { troubleOf } from '../awsError';
import type { InputFile, ScannedInput } from './scanInput';
import type { UploadMemory } from './uploadMemory';

/** Files that are on their way at the same time. */
const parallelFiles = 8;
/** Parts of one large file that are on their way at the same time. */
const parallelParts = 4;
/** S3 copies no larger object in one request. Bytes. */
const largestCopy = 5 * 1024 ** 3;
const smallestPart = 8 * 1024 ** 2;
/** S3 takes no more parts of one object. */
const mostParts = 10_000;

/** Where an input lies in a bucket. The prefix holds the digest of the content: what is there is never changed, jobs that read it are never disturbed. */
export function inputPrefix({ path, digest }: ScannedInput): string {
  return `sagemaker-containers/inputs/${jobNameFrom(basename(path))}-${digest.slice(0, 12)}`;
}

/** The URI that a request names: of the folder, or of the file itself. */
export function inputUri(bucket: string, input: ScannedInput): string {
  const prefix = `s3://${bucket}/${inputPrefix(input)}/`;
  return input.isFolder ? prefix : prefix + (input.files[0]?.name ?? '');
}

export interface UploadTarget {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly account: string;
  readonly memory: UploadMemory;
}

/**
 * Bring an input to S3: what is there stays, what lies elsewhere in the bucket is copied there, the rest is sent. A try that
 * was cut off is gone on with.
 * @throws AppError `aws.input` when a file changed meanwhile
 */
export async function uploadInput(
  target: UploadTarget,
  input: ScannedInput,
  tell: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const prefix = inputPrefix(input);
  const there = await listSizes(target, `${prefix}/`, signal);
  const partial = new Map<string, number>();
  let sentFiles = 0;
  let reusedFiles = 0;
  let sentBytes = 0;
  const report = () => {
    const underWay = [...partial.values()].reduce((sum, bytes) => sum + bytes, 0);
    tell({ sentBytes: sentBytes + underWay, bytes: input.bytes, sentFiles, files: input.files.length, reusedFiles });
  };
  const bring = async (file: InputFile): Promise<void> => {
    const key = `${prefix}/${file.name}`;
    const isThere = there.get(key) === file.bytes || (await copyWithin(target, file, key, signal));
    if (!isThere) {
      await send(target, file, key, {
        signal,
        tell: (bytes) => {
          partial.set(key, bytes);
          report();
        },
      });
    }
    target.memory.keep(target.bucket, file.sha256, key);
    partial.delete(key);
    sentBytes += file.bytes;
    sentFiles += 1;
    if (isThere) reusedFiles += 1;
    report();
  };
  report();
  await inParallel(input.files, parallelFiles, bring);
}

/** Sizes of the objects below a prefix, by key. */
async function listSizes(
  { s3, bucket, account }: UploadTarget,
  prefix: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  let token: string | undefined;
  do {
    const request = { Bucket: bucket, Prefix: prefix, ExpectedBucketOwner: account, ContinuationToken: token };
    const page = await s3.send(new ListObjectsV2Command(request), { abortSignal: signal });
    for (const { Key, Size } of page.Contents ?? []) if (Key !== undefined && Size !== undefined) sizes.set(Key, Size);
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return sizes;
}

/** Copy a file from where an earlier upload left it. @returns false when it must be sent */
async function copyWithin(
  { s3, bucket, memory }: UploadTarget,
  file: InputFile,
  key: string,
  signal: AbortSignal,
): Promise<boolean> {
  const from = memory.find(bucket, file.sha256);
  if (from === undefined || from === key || file.bytes > largestCopy) return false;
  const CopySource = `${bucket}/${from.split('/').map(encodeURIComponent).join('/')}`;
  try {
    await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: key, CopySource }), { abortSignal: signal });
    return true;
  } catch (error) {
    // Somebody cleaned up there.
    if (troubleOf(error) !== 'missing') throw error;
    return false;
  }
}

interface Sending {
  readonly signal: AbortSignal;
  readonly tell: (bytes: number) => void;
}

async function send(
  { s3, bucket, account }: UploadTarget,
  file: InputFile,
  key: string,
  { signal, tell }: Sending,
): Promise<void> {
  signal.throwIfAborted();
  const partSize = Math.max(smallestPart, Math.ceil(file.bytes / mostParts));
  const params = {
    Bucket: bucket,
    Key: key,
    Body: createReadStream(file.path, { highWaterMark: 1024 * 1024 }),
    ExpectedBucketOwner: account,
  };
  const upload = new Upload({ client: s3, params, partSize, queueSize: parallelParts });
  const cut = () => void upload.abort();
  signal.addEventListener('abort', cut, { once: true });
  upload.on('httpUploadProgress', ({ loaded }) => {
    tell(loaded ?? 0);
  });
  try {
    await upload.done();
  } finally {
    signal.removeEventListener('abort', cut);
  }
  const { size, mtimeMs } = await stat(file.path);
  if (size === file.bytes && mtimeMs === file.modified) return;
  // The prefix promises a content that this object may not have.
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  throw new AppError(
    'aws.input',
    `${file.path} was written to while it was uploaded.`,
    'Submit again when nothing writes to it any more.',
  );
}

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  const stopOthers = (error: unknown): never => {
    waiting.length = 0;
    throw error;
  };
  const workers = Array.from({ length: Math.min(width, items.length) }, () => worker().catch(stopOthers));
  // Nothing may still be under way when this has failed.
  const ended = await Promise.allSettled(workers);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
