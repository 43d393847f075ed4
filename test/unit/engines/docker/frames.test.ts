import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FrameReader } from '../../../../src/engines/docker/frames';

type Source = 'stdout' | 'stderr';

function frame(source: Source, text: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header[0] = source === 'stderr' ? 2 : 1;
  header.writeUInt32BE(text.length, 4);
  return Buffer.concat([header, text]);
}

/** Runs of one source, joined. */
function runs(chunks: readonly (readonly [Source, Buffer])[]): [Source, string][] {
  const joined: [Source, string][] = [];
  for (const [source, data] of chunks.filter((chunk) => chunk[1].length > 0)) {
    const last = joined.at(-1);
    if (last?.[0] === source) last[1] += data.toString('latin1');
    else joined.push([source, data.toString('latin1')]);
  }
  return joined;
}

describe('frames of a container', () => {
  it('are read the same, however the stream is cut into pieces', () => {
    const oneFrame = fc.tuple(fc.constantFrom<Source>('stdout', 'stderr'), fc.uint8Array({ maxLength: 40 }));
    fc.assert(
      fc.property(
        fc.array(oneFrame, { maxLength: 12 }),
        fc.array(fc.nat({ max: 30 }), { maxLength: 40 }),
        (frames, cuts) => {
          const sent = frames.map(([source, bytes]) => [source, Buffer.from(bytes)] as const);
          const stream = Buffer.concat(sent.map(([source, data]) => frame(source, data)));
          const reader = new FrameReader();
          const read: [Source, Buffer][] = [];
          let at = 0;
          for (const cut of [...cuts, stream.length]) {
            const piece = Buffer.from(stream.subarray(at, at + cut));
            at += cut;
            read.push(...reader.take(piece).map(({ source, data }): [Source, Buffer] => [source, Buffer.from(data)]));
          }
          assert.deepEqual(runs(read), runs(sent));
        },
      ),
    );
  });

  it('of one source come as one chunk', () => {
    const piece = Buffer.concat(['a\n', 'b\n', 'c\n'].map((line) => frame('stdout', Buffer.from(line))));
    const chunks = new FrameReader().take(piece);
    assert.deepEqual(
      chunks.map(({ source, data }) => [source, data.toString()]),
      [['stdout', 'a\nb\nc\n']],
    );
  });
});
