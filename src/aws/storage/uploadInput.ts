import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type MultipartUpload,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { AppError } from '../../contract/appError';
import type { UploadProgress } from '../../jobs/submission';
import { troubleOf } from '../awsError';
import { inParallel } from '../inParallel';
import { inputPrefix } from './inputPlace';
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

export interface UploadTarget {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly account: string;
  readonly memory: UploadMemory;
  /** An earlier try was cut off: it may have left parts of large files, which cost money and are in nobody's list of objects. */
  readonly wasCutOff: boolean;
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
  if (target.wasCutOff) await abortUploads(target, `${prefix}/`, signal);
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
  // The large ones first, so that none is left alone at the end.
  const largestFirst = [...input.files].sort((one, other) => other.bytes - one.bytes);
  await inParallel(largestFirst, parallelFiles, bring);
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

/** Give up the uploads in parts below a prefix of ours; only this content is ever sent there. */
async function abortUploads(target: UploadTarget, prefix: string, abortSignal: AbortSignal): Promise<void> {
  const { s3, bucket } = target;
  for (const { Key, UploadId } of await listUploads(target, prefix, abortSignal)) {
    await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }), { abortSignal });
  }
}

async function listUploads(
  { s3, bucket }: UploadTarget,
  prefix: string,
  abortSignal: AbortSignal,
): Promise<readonly MultipartUpload[]> {
  const request = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix });
  try {
    return (await s3.send(request, { abortSignal })).Uploads ?? [];
  } catch (error) {
    // Stand-ins for S3 don't all tell which there are.
    if (error instanceof Error && error.name === 'NotImplemented') return [];
    throw error;
  }
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
  const params = { Bucket: bucket, Key: key, ExpectedBucketOwner: account };
  if (file.bytes > smallestPart) await sendInParts(s3, file, params, { signal, tell });
  else {
    const Body = file.text ?? (await readFile(file.path));
    // S3 compares it with what comes.
    const ChecksumSHA256 = Buffer.from(file.sha256, 'hex').toString('base64');
    const put = s3.send(new PutObjectCommand({ ...params, Body, ChecksumSHA256 }), { abortSignal: signal });
    await put.catch((error: unknown) => {
      throw error instanceof Error && error.name === 'BadDigest' ? changed(file) : error;
    });
  }
  const { size, mtimeMs } = await stat(file.path);
  if (file.text !== undefined || (size === file.bytes && mtimeMs === file.modified)) return;
  // The prefix promises a content that this object may not have.
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  throw changed(file);
}

function changed({ path }: InputFile): AppError {
  return new AppError(
    'aws.input',
    `${path} was written to while it was uploaded.`,
    'Submit again when nothing writes to it any more.',
  );
}

interface Target {
  readonly Bucket: string;
  readonly Key: string;
  readonly ExpectedBucketOwner: string;
}

async function sendInParts(s3: S3Client, file: InputFile, target: Target, { signal, tell }: Sending): Promise<void> {
  const partSize = Math.max(smallestPart, Math.ceil(file.bytes / mostParts));
  const Body = file.text ?? createReadStream(file.path, { highWaterMark: 1024 * 1024 });
  const upload = new Upload({ client: s3, params: { ...target, Body }, partSize, queueSize: parallelParts });
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
}
