import { DeleteObjectsCommand, HeadBucketCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { AppError } from '../../contract/appError';
import { troubleOf } from '../awsError';

/** What the keys of all that is brought to a bucket from here begin with. */
export const dataPrefix = 'sagemaker-containers/';

/** A place in S3. */
export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
}

export interface S3Object {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since the Unix epoch. */
  readonly changedAt: number;
}

/** The place that an `s3://` URI names. @throws AppError `aws.artifact` */
export function placeOf(uri: string): S3Place {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  if (bucket !== undefined) return { bucket, prefix };
  throw new AppError('aws.artifact', `"${uri}" is no place in S3.`, 'Write one like s3://bucket/prefix.');
}

/** Whether a bucket is there and belongs to the account. One that may not be looked at counts as none. */
export async function isOwnBucket(s3: S3Client, bucket: string, account: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account }));
    return true;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === 'missing' || trouble === 'denied') return false;
    throw error;
  }
}

/** All objects whose keys begin with a prefix, page by page. */
export async function* objectPages(
  s3: S3Client,
  { bucket, prefix }: S3Place,
  signal: AbortSignal,
): AsyncGenerator<readonly S3Object[]> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    signal.throwIfAborted();
    yield Contents.flatMap(({ Key, Size = 0, LastModified }) =>
      Key === undefined ? [] : [{ key: Key, bytes: Size, changedAt: LastModified?.getTime() ?? 0 }],
    );
  }
}

/** Delete all objects of a place; an answer of a list has no more than one request may name. */
export async function deleteObjects(s3: S3Client, place: S3Place, signal: AbortSignal): Promise<void> {
  for await (const objects of objectPages(s3, place, signal)) {
    if (objects.length === 0) continue;
    const Objects = objects.map(({ key }) => ({ Key: key }));
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: place.bucket, Delete: { Objects, Quiet: true } }),
    );
    const [first] = Errors;
    if (first) {
      throw new AppError(
        'aws.artifact',
        `Objects of ${place.bucket} that were not deleted: ${String(Errors.length)}, first ${first.Key ?? ''}: ${first.Message ?? ''}`,
        'Ask for the permission s3:DeleteObject, then delete the rest again.',
      );
    }
  }
}
