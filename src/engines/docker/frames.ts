import type { Readable } from 'node:stream';
import type { OutputChunk } from '../engine';

const headerBytes = 8;

/**
 * Take apart a container's output as the engine sends it: frames of one byte source (1 stdout, 2 stderr), three of padding,
 * four of big-endian length, then the text. Reading is pulled, so a slow reader holds the program back.
 */
export async function* readFrames(stream: Readable): AsyncGenerator<OutputChunk, void> {
  const frames = new FrameReader();
  for await (const piece of stream) yield* frames.take(piece as Buffer);
}

/**
 * Frames hold a line or less, so those of one source that arrive together are joined: one pass, in place, and readers get
 * large chunks.
 */
export class FrameReader {
  private readonly header = Buffer.alloc(headerBytes);
  private headerFilled = 0;
  /** Bytes of the current frame that are still to come. */
  private payload = 0;
  private source: OutputChunk['source'] = 'stdout';

  /** The text in the next piece of the stream; the piece is overwritten. */
  take(piece: Buffer): OutputChunk[] {
    const chunks: OutputChunk[] = [];
    // Text moves to the front of the piece: [from, to) is what waits to be given out.
    let from = 0;
    let to = 0;
    let read = 0;
    while (read < piece.length) {
      if (this.payload > 0) {
        const end = Math.min(read + this.payload, piece.length);
        piece.copyWithin(to, read, end);
        to += end - read;
        this.payload -= end - read;
        read = end;
        continue;
      }
      const before = this.source;
      read += this.takeHeader(piece, read);
      if (this.source === before || to === from) continue;
      chunks.push({ source: before, data: piece.subarray(from, to) });
      from = to;
    }
    if (to > from) chunks.push({ source: this.source, data: piece.subarray(from, to) });
    return chunks;
  }

  /** Read a header or a part of one; gives the number of bytes taken. */
  private takeHeader(piece: Buffer, at: number): number {
    const count = Math.min(headerBytes - this.headerFilled, piece.length - at);
    piece.copy(this.header, this.headerFilled, at, at + count);
    this.headerFilled += count;
    if (this.headerFilled === headerBytes) {
      this.headerFilled = 0;
      this.payload = this.header.readUInt32BE(4);
      this.source = this.header[0] === 2 ? 'stderr' : 'stdout';
    }
    return count;
  }
}
