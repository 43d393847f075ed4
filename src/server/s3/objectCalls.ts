import { copyFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import type { S3Location } from '../../definitions/account';
import { bodyOf, type Call } from '../service';
import { element, elementsIn, textIn } from '../xml';
import type { ObjectFacts } from './objectStore';
import { storedAs } from './objectStore';
import { receiveBody } from './receiveBody';
import { s3Error } from './s3Error';
import type { S3 } from './s3';
import { sendObject } from './sendObject';
import { sendXml } from './sendXml';

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
  await copyFile(source.path, from);
  const isNew = call.incoming.headers['x-amz-metadata-directive'] === 'REPLACE';
  const etag = source.etag.includes('-') ? await md5Of(source) : source.etag;
  await s3.store.put(location, from, { etag, headers: isNew ? keptHeaders(call) : source.headers });
  const { modifiedAt } = await s3.store.find(location);
  const content = element('ETag', `"${etag}"`) + element('LastModified', new Date(modifiedAt).toISOString());
  sendXml(call, 'CopyObjectResult', content);
}

async function md5Of({ path }: ObjectFacts): Promise<string> {
  const md5 = createHash('md5');
  for await (const block of createReadStream(path) as AsyncIterable<Buffer>) md5.update(block);
  return md5.digest('hex');
}

function copySource({ incoming }: Call): S3Location {
  const source = decodeURIComponent(String(incoming.headers['x-amz-copy-source']).replace(/\?.*$/, '')).replace(
    /^\//,
    '',
  );
  const cut = source.indexOf('/');
  if (cut < 0) throw s3Error('InvalidArgument', 'The source of a copy is BUCKET/KEY.');
  return { bucket: source.slice(0, cut), key: source.slice(cut + 1) };
}

/** What a client says of an object and wants back with it. */
function keptHeaders({ incoming: { headers } }: Call): Readonly<Record<string, string>> {
  const kept =
    /^(content-type|content-disposition|content-language|cache-control|expires|content-encoding|x-amz-meta-.*)$/;
  const found = Object.entries(headers).flatMap(([name, value]) => {
    if (!kept.test(name) || value === undefined) return [];
    // How the body came is no matter of the object.
    const text = name === 'content-encoding' ? String(value).replace(/,?\s*aws-chunked\s*,?/, '') : String(value);
    return text === '' ? [] : [[name, text]];
  });
  return { 'content-type': 'binary/octet-stream', ...(Object.fromEntries(found) as Record<string, string>) };
}

async function answerUpload(s3: S3, call: Call, location: S3Location): Promise<void> {
  const query = call.url.searchParams;
  const id = query.get('uploadId') ?? '';
  const names = element('Bucket', location.bucket) + element('Key', location.key);
  await s3.store.mustHave(location.bucket);
  switch (call.incoming.method) {
    case 'POST':
      if (query.has('uploads')) {
        const begun = await s3.uploads.begin(location, keptHeaders(call));
        sendXml(call, 'InitiateMultipartUploadResult', names + element('UploadId', begun));
      } else {
        const { etag } = await s3.uploads.complete(id, location, namedParts((await bodyOf(call)).toString()));
        sendXml(call, 'CompleteMultipartUploadResult', names + element('ETag', `"${etag}"`));
      }
      return;
    case 'PUT':
      return putPart(s3, call, location, id);
    case 'GET': {
      const parts = (await s3.uploads.parts(id, location)).map(({ number, etag, bytes }) => {
        return `<Part>${element('PartNumber', String(number))}${element('ETag', `"${etag}"`)}${element('Size', String(bytes))}</Part>`;
      });
      sendXml(
        call,
        'ListPartsResult',
        names + element('UploadId', id) + element('IsTruncated', 'false') + parts.join(''),
      );
      return;
    }
    case 'DELETE':
      await s3.uploads.abort(id, location);
      call.outgoing.writeHead(204).end();
      return;
    default:
      throw s3Error('MethodNotAllowed');
  }
}

async function putPart(s3: S3, call: Call, location: S3Location, id: string): Promise<void> {
  const number = Number(call.url.searchParams.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000)
    throw s3Error('InvalidArgument', 'A part has a number from 1 to 10000.');
  if (call.incoming.headers['x-amz-copy-source'] !== undefined) throw s3Error('NotImplemented');
  const from = await s3.store.staging();
  const body = await receiveBody(call.incoming, from);
  await s3.uploads.keep(id, location, number, { from, body });
  call.outgoing
    .writeHead(200, { etag: `"${body.md5}"`, ...(body.checksum && { [body.checksum[0]]: body.checksum[1] }) })
    .end();
}

function namedParts(text: string): readonly { readonly number: number; readonly etag: string }[] {
  return elementsIn(text, 'Part').map((part) => ({
    number: Number(textIn(part, 'PartNumber')),
    etag: (textIn(part, 'ETag') ?? '').replace(/"/g, ''),
  }));
}
