import type { Readable } from 'node:stream';
import type { OutputChunk } from '../engine';

const headerBytes = 8;

/**
 * Take apart a container's output as the engine sends it: frames of one byte source (1 stdout, 2 stderr), three of padding,
 * four of big-endian length, then the text. Frames hold a line or less, so those of one source that arrive together are joined:
 * one pass, in place, and a reader gets large chunks. Reading is pulled, so a slow reader holds the program back.
 */
export async function* readFrames(stream: Readable): AsyncGenerator<OutputChunk, void> {
  const header = Buffer.alloc(headerBytes);
  let headerFilled = 0;
  let payload = 0;
  let source: OutputChunk['source'] = 'stdout';
  for await (const piece of stream) {
    const chunk = piece as Buffer;
    let read = 0;
    // Text is moved to the front of the chunk: [from, to) is what waits to be given out.
    let from = 0;
    let to = 0;
    while (read < chunk.length) {
      if (payload === 0) {
        const take = Math.min(headerBytes - headerFilled, chunk.length - read);
        chunk.copy(header, headerFilled, read, read + take);
        headerFilled += take;
        read += take;
        if (headerFilled < headerBytes) break;
        headerFilled = 0;
        payload = header.readUInt32BE(4);
        const next = header[0] === 2 ? 'stderr' : 'stdout';
        if (next !== source && to > from) {
          yield { source, data: chunk.subarray(from, to) };
          from = to;
        }
        source = next;
        continue;
      }
      const take = Math.min(payload, chunk.length - read);
      chunk.copyWithin(to, read, read + take);
      to += take;
      read += take;
      payload -= take;
    }
    if (to > from) yield { source, data: chunk.subarray(from, to) };
  }
}
