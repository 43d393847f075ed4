import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { checksumOf, checksumPrefix, type RunningChecksum } from './checksums';
import { ChunkedBody } from './chunkedBody';
import { s3Error } from './s3Error';

/** Most bytes of one PUT. */
const largest = 5 * 1024 ** 3;

/** A body that is on disk, whole and checked. */
export interface ReceivedBody {
  readonly bytes: number;
  /** MD5, hexadecimal. */
  readonly md5: string;
  /** Header and value of the checksum that the client named. */
  readonly checksum?: readonly [header: string, value: string];
}

/**
 * Write the body of a request to a file while it comes, and compare it with the checksums that came with it, before or behind it.
 * @param path absolute; nothing is left there on an error
 * @throws ServiceError `BadDigest`, `IncompleteBody`, `EntityTooLarge`
 */
export async function receiveBody(incoming: IncomingMessage, path: string): Promise<ReceivedBody> {
  const trailers = new Map<string, string>();
  const md5 = createHash('md5');
  const checksum = wantedChecksum(incoming);
  let bytes = 0;
  const sumUp = async function* (body: AsyncIterable<Buffer>) {
    for await (const data of body) {
      bytes += data.length;
      if (bytes > largest) throw s3Error('EntityTooLarge');
      md5.update(data);
      checksum?.update(data);
      yield data;
    }
  };
  try {
    const out = createWriteStream(path, { flags: 'wx' });
    await (isChunked(incoming)
      ? pipeline(incoming, new ChunkedBody(trailers), sumUp, out)
      : pipeline(incoming, sumUp, out));
    const digest = md5.digest();
    const value = await checksum?.result();
    const expected = { 'content-md5': digest.toString('base64'), ...(checksum && { [checksum.header]: value }) };
    for (const [header, found] of Object.entries(expected)) {
      const sent = trailers.get(header) ?? incoming.headers[header];
      if (sent !== undefined && sent !== found) throw s3Error('BadDigest');
    }
    const length = incoming.headers[isChunked(incoming) ? 'x-amz-decoded-content-length' : 'content-length'];
    if (length !== undefined && Number(length) !== bytes) throw s3Error('IncompleteBody');
    return {
      bytes,
      md5: digest.toString('hex'),
      ...(checksum && value !== undefined && { checksum: [checksum.header, value] as const }),
    };
  } catch (error) {
    await rm(path, { force: true });
    throw (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE' ? s3Error('IncompleteBody') : error;
  }
}

function isChunked({ headers }: IncomingMessage): boolean {
  const isStream = String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  return isStream || (headers['content-encoding'] ?? '').includes('aws-chunked');
}

/** The first checksum that is named: one that is in the headers, or comes behind the body. */
function wantedChecksum({ headers }: IncomingMessage): RunningChecksum | undefined {
  const named = [
    String(headers['x-amz-trailer'] ?? ''),
    ...Object.keys(headers).filter((name) => name.startsWith(checksumPrefix)),
  ];
  return named.map(checksumOf).find((one) => one !== undefined);
}
