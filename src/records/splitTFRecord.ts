import { ByteQueue } from './byteQueue';
import { maskedCrc32c } from './crc32c';
import type { DataRecord, RecordSplitter, SplitLimit } from './dataRecord';
import { badFrame, tooLong } from './recordErrors';

/** Length (8 bytes) and its checksum (4). */
const headerBytes = 12;
const checksumBytes = 4;
const format = 'TFRecord';

/** `SplitType` TFRecord: length as uint64, masked CRC-32C of it, data, masked CRC-32C of the data; all little-endian. */
export function splitTFRecord({ maxRecordBytes }: SplitLimit): RecordSplitter {
  const queue = new ByteQueue();
  let count = 0;
  let at = 0;
  const next = (): DataRecord | undefined => {
    const header = queue.peek(headerBytes);
    if (!header) return undefined;
    if (maskedCrc32c(header.subarray(0, 8)) !== header.readUInt32LE(8))
      throw badFrame(format, count + 1, at, 'the checksum of its length is wrong');
    const length = header.readBigUInt64LE(0);
    if (length > BigInt(maxRecordBytes)) throw tooLong(count + 1, maxRecordBytes);
    const raw = queue.take(headerBytes + Number(length) + checksumBytes);
    if (!raw) return undefined;
    const content = raw.subarray(headerBytes, raw.length - checksumBytes);
    if (maskedCrc32c(content) !== raw.readUInt32LE(raw.length - checksumBytes))
      throw badFrame(format, count + 1, at, 'the checksum of its data is wrong');
    count += 1;
    at += raw.length;
    return { raw, content };
  };
  return {
    push: (chunk) => {
      queue.push(chunk);
      const records: DataRecord[] = [];
      for (let record = next(); record; record = next()) records.push(record);
      return records;
    },
    end: () => {
      if (queue.length > 0) throw badFrame(format, count + 1, at, 'the file ends in the middle of it');
      return [];
    },
  };
}
