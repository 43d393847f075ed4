import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { S3Location } from '../../definitions/account';
import { bodyOf, type Call } from '../service';
import { element, elementsIn, textIn } from '../xml';
import { copySource, keptHeaders } from './objectHeaders';
import { receiveBody } from './receiveBody';
import type { S3 } from './s3';
import { s3Error } from './s3Error';
import { sendXml } from './sendXml';

/** A call of an upload in parts. */
export async function answerUpload(s3: S3, call: Call, location: S3Location): Promise<void> {
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
  if (call.incoming.headers['x-amz-copy-source'] !== undefined) {
    await copyPart(s3, call, { id, location, number });
    return;
  }
  const from = await s3.store.staging();
  const body = await receiveBody(call.incoming, from);
  await s3.uploads.keep(id, location, number, { from, body });
  call.outgoing
    .writeHead(200, { etag: `"${body.md5}"`, ...(body.checksum && { [body.checksum[0]]: body.checksum[1] }) })
    .end();
}

interface PlacedPart {
  readonly id: string;
  readonly location: S3Location;
  readonly number: number;
}

/** A part that is an object, or a range of one. */
async function copyPart(s3: S3, call: Call, { id, location, number }: PlacedPart): Promise<void> {
  const source = await s3.store.find(copySource(call));
  const range = copiedRange(call, source.bytes);
  const from = await s3.store.staging();
  const md5 = createHash('md5');
  const sumUp = async function* (body: AsyncIterable<Buffer>) {
    for await (const data of body) {
      md5.update(data);
      yield data;
    }
  };
  await pipeline(createReadStream(source.path, range), sumUp, createWriteStream(from, { flags: 'wx' }));
  const bytes = range ? range.end - range.start + 1 : source.bytes;
  const etag = md5.digest('hex');
  await s3.uploads.keep(id, location, number, { from, body: { bytes, md5: etag } });
  sendXml(call, 'CopyPartResult', element('ETag', `"${etag}"`) + element('LastModified', new Date().toISOString()));
}

/** Unlike the range of a GET, it must be there from its first byte to its last. */
function copiedRange({ incoming }: Call, bytes: number): { readonly start: number; readonly end: number } | undefined {
  const text = incoming.headers['x-amz-copy-source-range'];
  if (text === undefined) return undefined;
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(String(text))?.map(Number) ?? [];
  if (start !== undefined && end !== undefined && start <= end && end < bytes) return { start, end };
  throw s3Error('InvalidArgument', `The range ${String(text)} is not one of a source of ${String(bytes)} bytes.`);
}

function namedParts(text: string): readonly { readonly number: number; readonly etag: string }[] {
  return elementsIn(text, 'Part').map((part) => ({
    number: Number(textIn(part, 'PartNumber')),
    etag: (textIn(part, 'ETag') ?? '').replace(/"/g, ''),
  }));
}
