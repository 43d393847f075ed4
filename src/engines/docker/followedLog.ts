import { Readable } from 'node:stream';

/** Entries at the end of a log that are looked at once more. */
export const lastEntries = 16;
/** Most bytes of an entry: the engine cuts longer lines; and the header of its frame. */
const largestEntry = 16_384 + 8;

/**
 * A log that was followed, with its end: an engine stops following when the container has ended, and now and then leaves out what that
 * wrote last.
 * @param followed frames, until the container has ended
 * @param tail reads the last `lastEntries` entries of the log, as frames; none where the log is gone
 */
export function withItsEnd(followed: Readable, tail: () => Promise<Buffer>): Readable {
  const whole = Readable.from(parts(followed, tail), { objectMode: false });
  // Whoever lets go of the one lets go of the other.
  whole.once('close', () => followed.destroy());
  return whole;
}

async function* parts(followed: Readable, tail: () => Promise<Buffer>): AsyncGenerator<Buffer> {
  const most = lastEntries * largestEntry;
  let seen: Buffer = Buffer.alloc(0);
  for await (const part of followed as AsyncIterable<Buffer>) {
    yield part;
    seen = part.length >= most ? part : Buffer.concat([seen.subarray(-(most - part.length)), part]);
  }
  const missing = missingEnd(seen, await tail());
  if (missing.length > 0) yield missing;
}

/**
 * What a log ends with and a reader has not seen: as little as can be, where its lines are all alike.
 * @param seen the last bytes that were seen, at least as many as `tail` has
 * @param tail the last frames of the log
 * @returns nothing where the two have nothing in common
 */
export function missingEnd(seen: Buffer, tail: Buffer): Buffer {
  if (tail.length < 8) return Buffer.alloc(0);
  const first = tail.subarray(0, 8 + tail.readUInt32BE(4));
  for (let at = seen.indexOf(first); at >= 0; at = seen.indexOf(first, at + 1)) {
    const common = seen.subarray(at);
    if (tail.subarray(0, common.length).equals(common)) return tail.subarray(common.length);
  }
  return seen.length === 0 ? tail : Buffer.alloc(0);
}
