import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { ChunkedBody } from '../../../src/server/s3/chunkedBody';

const chunk = (data: Buffer, signature = ''): Buffer =>
  Buffer.concat([Buffer.from(`${data.length.toString(16)}${signature}\r\n`), data, Buffer.from('\r\n')]);

/** What comes out of a body that arrives in pieces. */
async function unpacked(body: Buffer, pieces: readonly number[]) {
  const trailers = new Map<string, string>();
  const cuts = [...new Set([0, ...pieces.map((at) => at % (body.length + 1)), body.length])].sort((a, b) => a - b);
  const parts = cuts.slice(1).map((end, index) => body.subarray(cuts[index], end));
  const data = await buffer(Readable.from(parts).pipe(new ChunkedBody(trailers)));
  return { data, trailers: Object.fromEntries(trailers) };
}

describe('a body in chunks of AWS', () => {
  it('gives its data and trailers back, wherever it is cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 })),
        fc.array(fc.nat(400)),
        fc.constantFrom('', ';chunk-signature=0123456789abcdef'),
        async (chunks, cuts, signature) => {
          const data = chunks.map((one) => Buffer.from(one));
          const body = Buffer.concat([
            ...data.map((one) => chunk(one, signature)),
            Buffer.from(`0${signature}\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n`),
          ]);
          assert.deepEqual(await unpacked(body, cuts), {
            data: Buffer.concat(data),
            trailers: { 'x-amz-checksum-crc32': 'AAAAAA==' },
          });
        },
      ),
    ));

  for (const body of ['5\r\nabc', 'zz\r\n', '3\r\nabcX\r\n0\r\n\r\n', '1'.repeat(9000)]) {
    it(`refuses ${JSON.stringify(body.slice(0, 20))}`, () =>
      assert.rejects(unpacked(Buffer.from(body), []), { code: 'IncompleteBody' }));
  }
});
