import { maskedCrc32c } from '../../../src/records/crc32c';

/** One record as TFRecord. */
export function tfRecord(content: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeBigUInt64LE(BigInt(content.length));
  head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8);
  const tail = Buffer.alloc(4);
  tail.writeUInt32LE(maskedCrc32c(content));
  return Buffer.concat([head, content, tail]);
}

/** One frame of RecordIO. @param part 0 whole, 1 first, 2 middle, 3 last */
export function recordIO(content: Buffer, part = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0xced7230a);
  head.writeUInt32LE(((part << 29) | content.length) >>> 0, 4);
  return Buffer.concat([head, content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
}
