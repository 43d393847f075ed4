import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { withItsEnd, type ReadLog } from '../../../src/engines/docker/followedLog';

/** Frames of an engine, one for each line. */
function frames(...lines: readonly string[]): Buffer {
  const all = lines.map((line) => {
    const header = Buffer.of(1, 0, 0, 0, 0, 0, 0, 0);
    header.writeUInt32BE(Buffer.byteLength(line), 4);
    return Buffer.concat([header, Buffer.from(line)]);
  });
  return Buffer.concat(all);
}

const lines = Array.from({ length: 50_000 }, (_, index) => `line ${String(index)}\n`);

/** A log as its engine keeps it. @param reads gets what was asked for */
function kept(all: readonly string[], reads: (number | undefined)[] = []): ReadLog {
  return (last) => {
    reads.push(last);
    return Promise.resolve(inParts(frames(...(last === undefined ? all : all.slice(-last)))));
  };
}

function inParts(bytes: Buffer): Readable {
  const size = 7_001;
  const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  return Readable.from(parts, { objectMode: false });
}

describe('a log that was followed', () => {
  const cases: readonly (readonly [what: string, all: readonly string[], missing: number])[] = [
    ['without its last line', lines, 1],
    ['without thousands of lines', lines, 9_000],
    ['of which nothing came', ['a'], 1],
    ['of a few lines that are all alike', ['a', 'a', 'a', 'a'], 2],
  ];
  for (const [what, all, missing] of cases)
    it(`gets the end of one ${what}`, async () => {
      const seen = frames(...all.slice(0, all.length - missing));
      assert.ok((await buffer(withItsEnd(inParts(seen), kept(all)))).equals(frames(...all)));
    });

  it('goes on in the middle of a line', async () => {
    const all = frames(...lines);
    assert.ok((await buffer(withItsEnd(inParts(all.subarray(0, -5)), kept(lines)))).equals(all));
  });

  it('is not read a second time where it is whole', async () => {
    const reads: (number | undefined)[] = [];
    const whole = await buffer(withItsEnd(inParts(frames(...lines)), kept(lines, reads)));
    assert.ok(whole.equals(frames(...lines)));
    assert.deepEqual(reads, [16]);
  });

  it('keeps what was seen of one that is gone', async () => {
    const seen = frames('a', 'b');
    assert.deepEqual(await buffer(withItsEnd(inParts(seen), kept([]))), seen);
  });

  it('fails as what is followed does', async () => {
    const broken = new Readable({ read: () => broken.destroy(new Error('gone')) });
    await assert.rejects(buffer(withItsEnd(broken, kept([]))), /gone/);
  });
});
