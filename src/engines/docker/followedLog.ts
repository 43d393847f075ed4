import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** Entries at the end of a log that tell whether all of it was seen. */
const lastEntries = 16;
/** Most bytes of an entry: the engine cuts longer lines; and the header of its frame. */
const largestEntry = 16_384 + 8;

/** Reads a log as frames, as far as it is now: all of it, or its last entries; nothing where it is gone. */
export type ReadLog = (last?: number) => Promise<Readable>;

/**
 * A log that was followed, with its end: an engine stops following when the container has ended, and now and then leaves out what that
 * wrote last; on a busy machine thousands of lines. Such a log is read once more, from where it was left. Where the engine throws away
 * the beginning of long logs, that place can't be found.
 * @param followed frames, until the container has ended
 */
export function withItsEnd(followed: Readable, read: ReadLog): Readable {
  const whole = Readable.from(parts(followed, read), { objectMode: false });
  // Whoever lets go of the one lets go of the other.
  whole.once('close', () => followed.destroy());
  return whole;
}

async function* parts(followed: Readable, read: ReadLog): AsyncGenerator<Buffer> {
  const most = lastEntries * largestEntry;
  let given = 0;
  let end: Buffer = Buffer.alloc(0);
  for await (const part of followed as AsyncIterable<Buffer>) {
    yield part;
    given += part.length;
    end = part.length >= most ? part : Buffer.concat([end.subarray(-(most - part.length)), part]);
  }
  const tail = await buffer(await read(lastEntries));
  if (end.subarray(Math.max(0, end.length - tail.length)).equals(tail)) return;
  for await (const part of (await read()) as AsyncIterable<Buffer>) {
    if (given < part.length) yield part.subarray(given);
    given = Math.max(0, given - part.length);
  }
}
