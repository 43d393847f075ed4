import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError, messageOf } from '../contract/appError';

/** The content of a gzip file, which may consist of several members (B7). @throws AppError `records.gzip` */
export async function* inflate(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(bytes, { objectMode: false });
  let readFault: Error | undefined;
  source.on('error', (error) => {
    readFault = error;
  });
  const inflated = pipeline(source, createGunzip(), () => undefined);
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) yield chunk;
  } catch (cause) {
    if (readFault) throw readFault;
    throw new AppError(
      'records.gzip',
      `the file is not gzip-compressed: ${messageOf(cause)}.`,
      'Compress it with gzip, or write CompressionType "None".',
      { cause },
    );
  } finally {
    source.destroy();
  }
}
