import fc from 'fast-check';
import type { RecordSplitter } from '../../../src/records/dataRecord';

/** Places to cut some bytes at. */
export const anyCuts = fc.array(fc.nat(), { maxLength: 20 });

/** The same bytes in pieces, some of them empty. */
export function inPieces(data: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = cuts.map((cut) => cut % (data.length + 1)).sort((a, b) => a - b);
  return [0, ...ends].map((start, index) => data.subarray(start, ends[index] ?? data.length));
}

/** The same as a stream. */
export async function* streamOf(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

/** All records that a splitter finds in some pieces. */
export function recordsOf(splitter: RecordSplitter, pieces: readonly Buffer[]) {
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

/** All that a stream gives. */
export async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}
