import type { DataRecord, RecordSplitter, SplitLimit } from './dataRecord';
import { tooLong } from './recordErrors';

const newline = 0x0a;

/**
 * `SplitType` Line: a record is a line with its ending, be it `\n` or `\r\n`; the last one may have none. Empty lines are records too,
 * so that line n of the output belongs to line n of the input.
 */
export function splitLines({ maxRecordBytes }: SplitLimit): RecordSplitter {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let count = 0;
  const record = (raw: Buffer): DataRecord => {
    count += 1;
    if (raw.length > maxRecordBytes) throw tooLong(count, maxRecordBytes);
    return { raw, content: raw };
  };
  const withRest = (last: Buffer): Buffer => {
    if (restBytes === 0) return last;
    const raw = Buffer.concat([...rest, last]);
    rest = [];
    restBytes = 0;
    return raw;
  };
  return {
    push: (chunk) => {
      const records: DataRecord[] = [];
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        const line = chunk.subarray(start, end + 1);
        start = end + 1;
        records.push(record(restBytes === 0 ? line : withRest(line)));
      }
      if (start < chunk.length) {
        rest.push(chunk.subarray(start));
        restBytes += chunk.length - start;
        if (restBytes > maxRecordBytes) throw tooLong(count + 1, maxRecordBytes);
      }
      return records;
    },
    end: () => (restBytes === 0 ? [] : [record(withRest(Buffer.alloc(0)))]),
  };
}
