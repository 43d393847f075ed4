import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AppError } from '../../../src/contract/appError';
import type { PayloadOptions } from '../../../src/records/payloads';
import { streamedPayloads } from '../../../src/records/streamedPayloads';
import { all, anyCuts, inPieces, streamOf } from './bytes';
import { tfRecord } from './frameWriters';

const options: Omit<PayloadOptions, 'maxBytes'> = { splitType: 'Line', strategy: 'MultiRecord', keepSources: false };

async function requestsOf(file: string | Buffer, own: Partial<PayloadOptions> = {}, cuts: readonly number[] = [2, 5]) {
  const open = () => streamOf(inPieces(Buffer.from(file), cuts));
  return all(streamedPayloads(open, { ...options, ...own }));
}

const read = async (body: { open(): AsyncIterable<Buffer> }) => Buffer.concat(await all(body.open()));

describe('requests of any length', () => {
  it('MultiRecord: hold the whole file, and count its records anew for each try', async () => {
    const [request, ...others] = await requestsOf('aaaa\nbbbb\ncc', { keepSources: true });
    assert.ok(request);
    assert.deepEqual(others, []);
    for (const attempt of [1, 2]) {
      assert.equal(String(await read(request.body)), 'aaaa\nbbbb\ncc', `try ${attempt}`);
      assert.deepEqual([request.firstRecord, request.records], [1, 3]);
      assert.deepEqual(request.sources.map(String), ['aaaa\n', 'bbbb\n', 'cc']);
    }
  });

  it('SingleRecord: hold one record each, without its frame (B5)', async () => {
    const lines = await requestsOf('a\nb\n', { strategy: 'SingleRecord' });
    assert.deepEqual(await Promise.all(lines.map(async ({ body }) => String(await read(body)))), ['a\n', 'b\n']);
    const [frame] = await requestsOf(tfRecord(Buffer.from('abc')), { splitType: 'TFRecord', strategy: 'SingleRecord' });
    assert.ok(frame);
    assert.equal(String(await read(frame.body)), 'abc');
  });

  it('None: hold the file, whatever the strategy; an empty file has none', async () => {
    const [request] = await requestsOf('a\nb', { splitType: 'None', strategy: 'SingleRecord' });
    assert.ok(request);
    assert.equal(String(await read(request.body)), 'a\nb');
    assert.equal(request.records, 1);
    for (const splitType of ['None', 'Line'] as const) assert.deepEqual(await requestsOf('', { splitType }), []);
  });

  it('hold what a filter leaves of each record', async () => {
    const [request] = await requestsOf('a,1\nb,2\n', { filter: (record) => record.subarray(2) });
    assert.ok(request);
    assert.equal(String(await read(request.body)), '1\n2\n');
  });

  it('end with the fault of a record, and its number, while they are read', async () => {
    const filter = (record: Buffer) => {
      if (record.toString().startsWith('bad')) throw new AppError('records.processing', 'it is bad.', 'Mend it.');
      return record;
    };
    const [request] = await requestsOf('good\nbad\n', { filter });
    assert.ok(request);
    await assert.rejects(read(request.body), { code: 'records.processing', message: 'record 2: it is bad.' });
    const [cut] = await requestsOf(tfRecord(Buffer.from('abc')).subarray(0, -1), { splitType: 'TFRecord' });
    assert.ok(cut);
    await assert.rejects(read(cut.body), { code: 'records.framing' });
  });

  it('are the file, however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), anyCuts, async (bytes, cuts) => {
        const file = Buffer.from(bytes);
        const [request] = await requestsOf(file, {}, cuts);
        assert.ok(request);
        assert.deepEqual(await read(request.body), file);
      }),
    );
  });
});
