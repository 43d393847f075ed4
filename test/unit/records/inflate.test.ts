import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { inflate } from '../../../src/records/inflate';
import { all, anyCuts, inPieces, streamOf } from './bytes';

const inflated = async (pieces: readonly Buffer[]) => Buffer.concat(await all(inflate(streamOf(pieces))));

describe('inflating', () => {
  it('gives the content of one or several members, however the bytes arrive (B7)', async () => {
    const member = fc.string({ minLength: 1 }).map((text) => Buffer.from(text));
    await fc.assert(
      fc.asyncProperty(fc.array(member, { minLength: 1, maxLength: 3 }), anyCuts, async (members, cuts) => {
        const file = Buffer.concat(members.map((content) => gzipSync(content)));
        assert.deepEqual(await inflated(inPieces(file, cuts)), Buffer.concat(members));
      }),
      { numRuns: 50 },
    );
  });

  it('says what is wrong with a file that is not gzip, or not all of it', async () => {
    const refused = { code: 'records.gzip', message: /not gzip-compressed/ };
    await assert.rejects(inflated([Buffer.from('a,b\n')]), refused);
    await assert.rejects(inflated([gzipSync('some text').subarray(0, -4)]), refused);
  });

  it('passes on what went wrong with the source, and stops reading it when nobody wants more', async () => {
    const broken = async function* () {
      yield await Promise.resolve(gzipSync('x'.repeat(100)).subarray(0, 5));
      throw new Error('disk');
    };
    await assert.rejects(all(inflate(broken())), /disk/);
    let closed = false;
    const endless = async function* () {
      try {
        for (;;) yield await Promise.resolve(gzipSync('x'.repeat(100_000)));
      } finally {
        closed = true;
      }
    };
    for await (const chunk of inflate(endless())) if (chunk.length > 0) break;
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(closed);
  });
});
