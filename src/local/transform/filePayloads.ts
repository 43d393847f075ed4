import { createReadStream } from 'node:fs';
import type { TransformParameters } from '../../contract/transformParameters';
import type { TransformPlan } from '../../definitions/plan';
import type { DataProcessor } from '../../records/dataProcessing';
import { inflate } from '../../records/inflate';
import { payloads, type Payload } from '../../records/payloads';
import { streamedPayloads } from '../../records/streamedPayloads';
import type { InputFile } from './inputFiles';

const chunkBytes = 256 * 1024;
/** Bytes in a megabyte of MaxPayloadInMB. */
const megabyte = 1024 * 1024;

/** The content of an input file, inflated where the request says so (B7). Ends reading when nobody wants more. */
function readInput({ path }: InputFile, gzip: boolean): AsyncIterable<Buffer> {
  const content = createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>;
  return gzip ? inflate(content) : content;
}

/** The requests for one file, in order: the same for a run and for a preview. @throws AppError `records.*` */
export function filePayloads(
  plan: TransformPlan,
  { batchStrategy, maxPayloadInMB }: TransformParameters,
  processor: DataProcessor | undefined,
  file: InputFile,
): AsyncIterable<Payload> {
  const open = () => readInput(file, plan.input.gzip);
  const options = {
    splitType: plan.splitType,
    strategy: batchStrategy,
    ...(processor && { filter: (record: Buffer) => processor.filter(record) }),
    keepSources: processor !== undefined,
  };
  if (maxPayloadInMB === 0) return streamedPayloads(open, options);
  return payloads(open(), { ...options, maxBytes: maxPayloadInMB * megabyte });
}
