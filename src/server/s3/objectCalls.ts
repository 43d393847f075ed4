import { copyFile, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import type { S3Location } from '../../definitions/account';
import type { Call } from '../service';
import { element } from '../xml';
import { checksumsIn } from './checksums';
import { copySource, keptHeaders } from './objectHeaders';
import type { ObjectFacts } from './objectStore';
import { storedAs } from './objectStore';
import { receiveBody } from './receiveBody';
import { s3Error } from './s3Error';
import type { S3 } from './s3';
import { sendObject } from './sendObject';
import { sendXml } from './sendXml';
import { answerUpload } from './uploadCalls';

/** A call of an object. */
export async function answerObject(s3: S3, call: Call, location: S3Location): Promise<void> {
  const { method } = call.incoming;
  const query = call.url.searchParams;
  if (query.has('uploads') || query.has('uploadId')) return answerUpload(s3, call, location);
  if ([...query.keys()].some((name) => !/^(x-id|X-Amz-.*|AWSAccessKeyId|Signature|Expires|response-.*)$/i.test(name)))
    throw s3Error('NotImplemented');
  switch (method) {
    case 'GET':
    case 'HEAD':
      return sendObject(call, await s3.store.find(location));
    case 'PUT':
      return put(s3, call, location);
    case 'DELETE':
      await s3.store.mustHave(location.bucket);
      await s3.store.remove(location);
      call.outgoing.writeHead(204).end();
      return;
    default:
      throw s3Error('MethodNotAllowed');
  }
}

async function put(s3: S3, call: Call, location: S3Location): Promise<void> {
  await s3.store.mustHave(location.bucket);
  const { headers } = call.incoming;
  if (headers['x-amz-copy-source'] !== undefined) {
    await copy(s3, call, location);
    return;
  }
  if (headers['if-none-match'] === '*' && (await s3.store.look(location))) throw s3Error('PreconditionFailed');
  const from = await s3.store.staging();
  const body = await receiveBody(call.incoming, from);
  const stored = storedAs(body, keptHeaders(call));
  await s3.store.put(location, from, stored);
  const [sum] = body.checksum === undefined ? [] : [body.checksum];
  call.outgoing.writeHead(200, { etag: `"${stored.etag}"`, ...(sum && { [sum[0]]: sum[1] }) }).end();
}

async function copy(s3: S3, call: Call, location: S3Location): Promise<void> {
  const source = await s3.store.find(copySource(call));
  const from = await s3.store.staging();
  // What has no content may be a folder.
  await (source.bytes === 0 ? writeFile(from, '') : copyFile(source.path, from));
  const isNew = call.incoming.headers['x-amz-metadata-directive'] === 'REPLACE';
  const etag = source.etag.includes('-') ? await md5Of(source) : source.etag;
  await s3.store.put(location, from, { etag, headers: isNew ? keptHeaders(call) : source.headers });
  const { modifiedAt, headers } = await s3.store.find(location);
  const sums = checksumsIn(headers).map(([algorithm, sum]) => element(`Checksum${algorithm}`, sum));
  const content = element('ETag', `"${etag}"`) + element('LastModified', new Date(modifiedAt).toISOString());
  sendXml(call, 'CopyObjectResult', content + sums.join(''));
}

async function md5Of({ path }: ObjectFacts): Promise<string> {
  const md5 = createHash('md5');
  for await (const block of createReadStream(path) as AsyncIterable<Buffer>) md5.update(block);
  return md5.digest('hex');
}
