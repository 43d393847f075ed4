import { bodyOf, type Call } from '../service';
import { element, elementsIn, textIn } from '../xml';
import { listObjects } from './listing';
import { listUploads } from './uploadListing';
import { s3Error } from './s3Error';
import { sendXml } from './sendXml';
import type { S3 } from './s3';

/** Queries that ask for something else than the bucket's objects, and are no more than that here. */
const emptyAnswers: Readonly<Record<string, string>> = { versioning: 'VersioningConfiguration' };

/** A call of a bucket. */
export async function answerBucket(s3: S3, call: Call, bucket: string): Promise<void> {
  const { method } = call.incoming;
  const query = call.url.searchParams;
  if (query.has('publicAccessBlock')) {
    await s3.store.mustHave(bucket);
    await s3.publicAccess.answer(call, bucket);
  } else if (method === 'GET') await read(s3, call, bucket);
  else if (method === 'HEAD') {
    await s3.store.mustHave(bucket);
    call.outgoing.writeHead(200, { 'x-amz-bucket-region': s3.region }).end();
  } else if (method === 'POST' && query.has('delete')) await removeObjects(s3, call, bucket);
  else if (isSubresource(query)) throw s3Error('NotImplemented');
  else if (method === 'PUT') await make(s3, call, bucket);
  else if (method === 'DELETE') {
    await s3.store.removeBucket(bucket);
    await s3.publicAccess.forget(bucket);
    call.outgoing.writeHead(204).end();
  } else throw s3Error('MethodNotAllowed');
}

/** Parameters of a listing and of every call; any other names a part of the bucket. */
const plain =
  /^(list-type|prefix|delimiter|max-keys|marker|continuation-token|start-after|encoding-type|fetch-owner|x-id|X-Amz-.*|AWSAccessKeyId|Signature|Expires)$/i;

function isSubresource(query: URLSearchParams): boolean {
  return [...query.keys()].some((name) => !plain.test(name));
}

async function read(s3: S3, call: Call, bucket: string): Promise<void> {
  const query = call.url.searchParams;
  await s3.store.mustHave(bucket);
  const empty = Object.keys(emptyAnswers).find((name) => query.has(name));
  if (query.has('location')) sendXml(call, 'LocationConstraint', s3.region === 'us-east-1' ? '' : s3.region);
  else if (empty !== undefined) sendXml(call, emptyAnswers[empty] ?? '', '');
  else if (query.has('uploads'))
    sendXml(call, 'ListMultipartUploadsResult', listUploads(await s3.uploads.all(bucket), bucket, query));
  else if (isSubresource(query)) throw s3Error('NotImplemented');
  else sendXml(call, 'ListBucketResult', await listObjects(s3.store, bucket, query));
}

async function make(s3: S3, call: Call, bucket: string): Promise<void> {
  await bodyOf(call);
  const isNew = await s3.store.makeBucket(bucket);
  // In its first region S3 takes a bucket that is the caller's already.
  if (isNew) await s3.publicAccess.forget(bucket);
  if (!isNew && s3.region !== 'us-east-1') throw s3Error('BucketAlreadyOwnedByYou');
  call.outgoing.writeHead(200, { location: `/${bucket}` }).end();
}

async function removeObjects(s3: S3, call: Call, bucket: string): Promise<void> {
  await s3.store.mustHave(bucket);
  const text = (await bodyOf(call)).toString();
  const keys = elementsIn(text, 'Object').flatMap((object) => textIn(object, 'Key') ?? []);
  for (const key of keys) await s3.store.remove({ bucket, key });
  const told = textIn(text, 'Quiet') === 'true' ? [] : keys.map((key) => `<Deleted>${element('Key', key)}</Deleted>`);
  sendXml(call, 'DeleteResult', told.join(''));
}
