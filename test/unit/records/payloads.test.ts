import assert from 'node:assert/strict';
import { AppError } from '../../../src/contract/appError';
import fc from 'fast-check';
import { payloads, type PayloadOptions } from '../../../src/records/payloads';
import { all, anyCuts, inPieces, streamOf } from './bytes';
import { recordIO, tfRecord } from './frameWriters';

const options: PayloadOptions = { splitType: 'Line', strategy: 'MultiRecord', maxBytes: 10, keepSources: false };

const requestsOf = (file: string | Buffer, own: Partial<PayloadOptions> = {}) =>
  all(payloads(streamOf(inPieces(Buffer.from(file), [2, 5])), { ...options, ...own }));
const bodiesOf = async (file: string | Buffer, own: Partial<PayloadOptions> = {}) =>
  (await requestsOf(file, own)).map(({ body }) => body.toString());

describe('requests of a file', () => {
  it('MultiRecord: hold as many records as fit, and count them', async () => {
    const requests = await requestsOf('aaaa\nbbbb\ncc\ndddddddd\ne');
    assert.deepEqual(
      requests.map(({ index, firstRecord, records, body }) => [index, firstRecord, records, body.toString()]),
      [
        [0, 1, 2, 'aaaa\nbbbb\n'],
        [1, 3, 1, 'cc\n'],
        [2, 4, 2, 'dddddddd\ne'],
      ],
    );
  });

  it('SingleRecord: hold one record each', async () => {
    assert.deepEqual(await bodiesOf('a\nb\r\n\nc', { strategy: 'SingleRecord' }), ['a\n', 'b\r\n', '\n', 'c']);
  });

  it('None: hold the whole file, whatever the strategy', async () => {
    assert.deepEqual(await bodiesOf('a\nb', { splitType: 'None' }), ['a\nb']);
    assert.deepEqual(await bodiesOf('a\nb', { splitType: 'None', strategy: 'SingleRecord' }), ['a\nb']);
    assert.deepEqual(await bodiesOf('', { splitType: 'None' }), []);
  });

  it('take frames off for SingleRecord only (B5)', async () => {
    const contents = ['abc', 'defgh'].map((text) => Buffer.from(text));
    for (const [splitType, frame] of [
      ['TFRecord', tfRecord],
      ['RecordIO', recordIO],
    ] as const) {
      const file = Buffer.concat(contents.map((content) => frame(content)));
      const own = { splitType, maxBytes: 1000 };
      assert.deepEqual(await bodiesOf(file, { ...own, strategy: 'SingleRecord' }), ['abc', 'defgh']);
      assert.deepEqual(
        (await requestsOf(file, own)).map(({ body }) => body),
        [file],
      );
    }
  });

  it('D32: are measured in real bytes', async () => {
    // Three characters, nine bytes with the newline each.
    assert.deepEqual(await bodiesOf('€€\n€€\n', { maxBytes: 14 }), ['€€\n€€\n']);
    assert.deepEqual(await bodiesOf('€€\n€€\n', { maxBytes: 13 }), ['€€\n', '€€\n']);
  });

  it('D32: a record above the limit ends the file after those before it, and no empty request goes first', async () => {
    const seen: string[] = [];
    const read = async () => {
      for await (const { body } of payloads(streamOf([Buffer.from('12345678901\n')]), options))
        seen.push(body.toString());
    };
    await assert.rejects(read, (error) => error instanceof AppError && error.code === 'records.tooLong');
    assert.deepEqual(seen, []);
  });

  it('are measured after the filter', async () => {
    const filter = (record: Buffer) => record.subarray(-2);
    assert.deepEqual(await bodiesOf('12345678901a\n12345678901b\n', { filter }), ['a\nb\n']);
  });

  it('name the record that a filter can not take', async () => {
    const filter = (record: Buffer) => {
      if (record.length > 2) throw new AppError('records.processing', 'too wide.', '');
      return record;
    };
    await assert.rejects(requestsOf('a\nbb\n', { filter }), {
      code: 'records.processing',
      message: 'record 2: too wide.',
    });
  });

  it('keep their records as they stand in the file when something will be joined', async () => {
    const filter = () => Buffer.from('x\n');
    const requests = await requestsOf('a\nb\n', { filter, keepSources: true });
    assert.deepEqual(
      requests.map(({ sources }) => sources.map(String)),
      [['a\n', 'b\n']],
    );
  });

  it('together are the file, none is empty or above the limit, however the bytes arrive', async () => {
    const lines = fc.array(
      fc.string({ maxLength: 8 }).map((line) => line.replaceAll('\n', '')),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(lines, anyCuts, fc.integer({ min: 30, max: 60 }), async (records, cuts, maxBytes) => {
        const file = Buffer.from(records.join('\n'));
        const requests = await all(payloads(streamOf(inPieces(file, cuts)), { ...options, maxBytes }));
        assert.deepEqual(Buffer.concat(requests.map(({ body }) => body)), file);
        for (const { body } of requests) assert.ok(body.length > 0 && body.length <= maxBytes);
        let next = 1;
        for (const { firstRecord, records: count } of requests) {
          assert.equal(firstRecord, next);
          next += count;
        }
      }),
    );
  });
});
