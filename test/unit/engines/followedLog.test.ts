import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { missingEnd, withItsEnd } from '../../../src/engines/docker/followedLog';

/** Frames of an engine, one for each line. */
function frames(...lines: readonly string[]): Buffer {
  const all = lines.map((line) => {
    const header = Buffer.of(1, 0, 0, 0, 0, 0, 0, 0);
    header.writeUInt32BE(Buffer.byteLength(line), 4);
    return Buffer.concat([header, Buffer.from(line)]);
  });
  return Buffer.concat(all);
}

describe('a log that was followed', () => {
  const cases: readonly (readonly [what: string, seen: Buffer, tail: Buffer, missing: Buffer])[] = [
    ['that is whole', frames('a', 'b', 'c'), frames('b', 'c'), frames()],
    ['without its last line', frames('a', 'b'), frames('b', 'c'), frames('c')],
    ['without its last lines', frames('a', 'b'), frames('a', 'b', 'c', 'd'), frames('c', 'd')],
    ['of lines that are all alike', frames('a', 'a', 'a'), frames('a', 'a'), frames()],
    ['of lines that come again', frames('a', 'b', 'a'), frames('a', 'b', 'a', 'b'), frames('b')],
    ['of which nothing came', frames(), frames('a'), frames('a')],
    ['that is gone', frames('a'), frames(), frames()],
    ['that has gone on for too long', frames('a'), frames('y', 'z'), frames()],
  ];
  for (const [what, seen, tail, missing] of cases)
    it(`gets the end of one ${what}`, () => assert.deepEqual(missingEnd(seen, tail), missing));

  it('is read in parts of any size, and goes on with its end', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `line ${String(index)}\n`);
    const all = frames(...lines);
    const cut = frames('line 49998\n', 'line 49999\n').length;
    const parts = Array.from({ length: Math.ceil((all.length - cut) / 7_001) }, (_, index) =>
      all.subarray(index * 7_001, Math.min((index + 1) * 7_001, all.length - cut)),
    );
    const tail = () => Promise.resolve(frames(...lines.slice(-16)));
    assert.ok((await buffer(withItsEnd(Readable.from(parts, { objectMode: false }), tail))).equals(all));
  });

  it('fails as what is followed does', async () => {
    const broken = new Readable({ read: () => broken.destroy(new Error('gone')) });
    await assert.rejects(buffer(withItsEnd(broken, () => Promise.resolve(frames()))), /gone/);
  });
});
