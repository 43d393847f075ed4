import { CreateBucketCommand, HeadBucketCommand, PutPublicAccessBlockCommand, type S3Client } from '@aws-sdk/client-s3';
import { AppError, messageOf } from '../../contract/appError';
import { troubleOf } from '../awsError';

/** The bucket that the SageMaker SDK takes too, so that both find each other's data. */
export function defaultBucket(region: string, account: string): string {
  return `sagemaker-${region}-${account}`;
}

/**
 * Whether a bucket is there and ours.
 * @throws AppError `aws.bucket` when it belongs to another account, or may not be used
 */
export async function bucketExists(s3: S3Client, bucket: string, account: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account }));
    return true;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === 'missing') return false;
    if (trouble !== 'denied') throw error;
    throw new AppError(
      'aws.bucket',
      `The bucket ${bucket} belongs to another account, or may not be used: ${messageOf(error)}`,
      'Name a bucket of your own with --bucket.',
      { cause: error },
    );
  }
}

/** Create the bucket, closed to the public. That somebody created it meanwhile is as good. */
export async function createBucket(s3: S3Client, bucket: string, region: string): Promise<void> {
  const place =
    region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
  try {
    await s3.send(new CreateBucketCommand({ Bucket: bucket, ...place }));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'BucketAlreadyOwnedByYou')) throw error;
    return;
  }
  const PublicAccessBlockConfiguration = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  try {
    await s3.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration }));
  } catch (error) {
    // Nothing but S3 itself knows a public to close a bucket to.
    if (!(error instanceof Error && error.name === 'NotImplemented')) throw error;
  }
}
