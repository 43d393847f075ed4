import type { BatchStrategy, SplitType } from '@aws-sdk/client-sagemaker';
import { AppError } from '../contract/appError';
import type { DataRecord } from './dataRecord';
import { tooLong } from './recordErrors';
import { recordSplitter } from './recordSplitter';

/** The body of one request, and what it was made of. */
export interface Payload<Body extends RequestBody = RequestBody> {
  /** Its number in its file, from 0. */
  readonly index: number;
  /** Number of its first record in the file, from 1. */
  readonly firstRecord: number;
  readonly records: number;
  readonly body: Body;
  /** Its records as they stand in the file; empty unless they are asked for. */
  readonly sources: readonly Buffer[];
}

/** What is sent: bytes with their length, or a body that is read while it is sent, in chunks (B6). */
export type RequestBody = Buffer | StreamedBody;

/** A body of any length. */
export interface StreamedBody {
  /** Read it, each time from the beginning. Ends reading when nobody wants more. */
  open(): AsyncIterable<Buffer>;
}

/** How records become requests. */
export interface PayloadOptions {
  readonly splitType: SplitType;
  readonly strategy: BatchStrategy;
  /** Longest body in bytes. */
  readonly maxBytes: number;
  /** What of a record is sent; all of it when absent. @throws AppError for a record that it can't take */
  readonly filter?: (record: Buffer) => Buffer;
  /** Keep the records too: something will be joined with them. */
  readonly keepSources: boolean;
}

/** No record is longer before its filter, whatever it is afterwards: the largest payload that there can be (B6). */
const maxUnfilteredBytes = 100 * 1024 * 1024;

/**
 * The requests that the bytes of one file become, in order (B5, B6): one for each record, or as many records in one as fit.
 * Never holds more than one payload and one chunk in memory.
 * @throws AppError `records.*` with the number of the record
 */
export async function* payloads(
  bytes: AsyncIterable<Buffer>,
  options: PayloadOptions,
): AsyncGenerator<Payload<Buffer>> {
  const { splitType, maxBytes, filter } = options;
  const splitter = recordSplitter(splitType, {
    maxRecordBytes: filter ? Math.max(maxBytes, maxUnfilteredBytes) : maxBytes,
  });
  const batch = new Batch(options);
  // `yield*` here would take a sync generator for an async one, and await every payload thrice.
  for await (const chunk of bytes) {
    for (const record of splitter.push(chunk)) for (const payload of batch.add(record)) yield payload;
  }
  for (const record of splitter.end()) for (const payload of batch.add(record)) yield payload;
  for (const payload of batch.flush()) yield payload;
}

class Batch {
  private bodies: Buffer[] = [];
  private sources: Buffer[] = [];
  private bytes = 0;
  private sent = 0;
  private seen = 0;

  constructor(private readonly options: PayloadOptions) {}

  /** Take a record; gives the requests that are full now. */
  *add(record: DataRecord): Generator<Payload<Buffer>> {
    const { strategy, maxBytes, keepSources } = this.options;
    const body = this.bodyOf(record);
    if (body.length > maxBytes) throw tooLong(this.seen + 1, maxBytes);
    if (this.bytes + body.length > maxBytes) yield* this.flush();
    this.seen += 1;
    this.bodies.push(body);
    this.bytes += body.length;
    if (keepSources) this.sources.push(record.raw);
    if (strategy === 'SingleRecord') yield* this.flush();
  }

  *flush(): Generator<Payload<Buffer>> {
    const [only, ...others] = this.bodies;
    if (!only) return;
    const records = this.bodies.length;
    const body = others.length === 0 ? only : Buffer.concat(this.bodies, this.bytes);
    yield { index: this.sent, firstRecord: this.seen - records + 1, records, body, sources: this.sources };
    this.sent += 1;
    this.bodies = [];
    this.sources = [];
    this.bytes = 0;
  }

  /** B5: a frame is taken off where a record stands alone. */
  private bodyOf({ raw, content }: DataRecord): Buffer {
    const { strategy, filter } = this.options;
    const body = strategy === 'SingleRecord' ? content : raw;
    return filter ? filtered(body, filter, this.seen + 1) : body;
  }
}

/** What of a record is sent. @param number of the record in its file, from 1 @throws AppError of the filter, with that number */
export function filtered(record: Buffer, filter: (record: Buffer) => Buffer, number: number): Buffer {
  try {
    return filter(record);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `record ${String(number)}: ${error.message}`, error.action, { cause: error });
  }
}
