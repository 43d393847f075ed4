import type { RecordSplitter, SplitLimit } from './dataRecord';
import { tooLong } from './recordErrors';

/** `SplitType` None: the file is one record; an empty file has none. */
export function splitWhole({ maxRecordBytes }: SplitLimit): RecordSplitter {
  const parts: Buffer[] = [];
  let bytes = 0;
  return {
    push: (chunk) => {
      parts.push(chunk);
      bytes += chunk.length;
      if (bytes > maxRecordBytes) throw tooLong(1, maxRecordBytes);
      return [];
    },
    end: () => {
      if (bytes === 0) return [];
      const raw = Buffer.concat(parts);
      return [{ raw, content: raw }];
    },
  };
}
