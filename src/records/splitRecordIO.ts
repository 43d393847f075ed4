import { ByteQueue } from './byteQueue';
import type { DataRecord, RecordSplitter, SplitLimit } from './dataRecord';
import { badFrame, tooLong } from './recordErrors';

const magic = 0xced7230a;
const magicBytes = Buffer.of(0x0a, 0x23, 0xd7, 0xce);
const headerBytes = 8;
const format = 'RecordIO';
/** The upper three bits of the second word say which part of a record a frame is, the others are its length. */
const lengthMask = 0x1fffffff;
const parts = ['whole', 'first', 'middle', 'last'] as const;
type Part = (typeof parts)[number];

/** One frame: a record, or a part of one whose data holds the magic number, which is then left out between its parts. */
interface Frame extends DataRecord {
  readonly part: Part;
}

/** `SplitType` RecordIO: magic number, length, data, zeros up to a multiple of four bytes (T30); all little-endian. */
export function splitRecordIO({ maxRecordBytes }: SplitLimit): RecordSplitter {
  const queue = new ByteQueue();
  let begun: Frame[] = [];
  let count = 0;
  let at = 0;
  const fault = (what: string) => badFrame(format, count + 1, at, what);
  const nextFrame = (): Frame | undefined => {
    const header = queue.peek(headerBytes);
    if (!header) return undefined;
    if (header.readUInt32LE(0) !== magic) throw fault('it does not begin with the magic number');
    const word = header.readUInt32LE(4);
    const part = parts[word >>> 29];
    if (!part) throw fault('the flags of its length are unknown');
    const length = word & lengthMask;
    if (length + begun.reduce((sum, { content }) => sum + content.length, 0) > maxRecordBytes)
      throw tooLong(count + 1, maxRecordBytes);
    const raw = queue.take(headerBytes + Math.ceil(length / 4) * 4);
    if (!raw) return undefined;
    at += raw.length;
    return { part, raw, content: raw.subarray(headerBytes, headerBytes + length) };
  };
  const record = (frame: Frame): DataRecord | undefined => {
    if ((frame.part === 'whole' || frame.part === 'first') !== (begun.length === 0))
      throw fault('its parts are not in order');
    const frames = [...begun, frame];
    begun = frame.part === 'first' || frame.part === 'middle' ? frames : [];
    if (begun.length > 0) return undefined;
    count += 1;
    return frames.length === 1 ? frame : joined(frames);
  };
  return {
    push: (chunk) => {
      queue.push(chunk);
      const records: DataRecord[] = [];
      for (let frame = nextFrame(); frame; frame = nextFrame()) {
        const whole = record(frame);
        if (whole) records.push(whole);
      }
      return records;
    },
    end: () => {
      if (queue.length > 0 || begun.length > 0) throw fault('the file ends in the middle of it');
      return [];
    },
  };
}

function joined(frames: readonly Frame[]): DataRecord {
  return {
    raw: Buffer.concat(frames.map(({ raw }) => raw)),
    content: Buffer.concat(frames.flatMap(({ content }, index) => (index === 0 ? [content] : [magicBytes, content]))),
  };
}
