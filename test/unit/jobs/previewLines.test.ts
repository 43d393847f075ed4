import assert from 'node:assert/strict';
import { previewLines } from '../../../src/jobs/previewLines';
import type { PreviewedRequest } from '../../../src/jobs/transformPreview';

const request: PreviewedRequest = {
  kind: 'request',
  file: 'a/rows.csv',
  index: 1,
  method: 'POST',
  path: '/invocations',
  headers: { 'content-type': 'text/csv', 'content-length': '8' },
  firstRecord: 3,
  records: 2,
  bytes: 8,
};
const withBody = (body: Buffer) => previewLines({ ...request, body: body.toString('base64') });

describe('a preview for people', () => {
  it('begins with the parameters and what is not known of them', () => {
    const lines = previewLines({
      kind: 'parameters',
      maxConcurrentTransforms: 2,
      maxPayloadInMB: 6,
      batchStrategy: 'MultiRecord',
      splitType: 'Line',
      notes: ['Not known.'],
    });
    assert.deepEqual(lines, [
      'MaxConcurrentTransforms 2, MaxPayloadInMB 6, BatchStrategy MultiRecord, SplitType Line',
      'Not known.',
      '',
    ]);
  });

  it('shows a request with its records and headers', () => {
    assert.deepEqual(previewLines(request), [
      'POST /invocations  a/rows.csv #2  records 3-4  8 bytes',
      '  content-type: text/csv',
      '  content-length: 8',
      '',
    ]);
  });

  it('shows text as text, the beginning of a long one, and bytes in hexadecimal', () => {
    assert.deepEqual(withBody(Buffer.from('1,2\n3,ü\n')).slice(3), ['', '  1,2', '  3,ü', '']);
    assert.deepEqual(withBody(Buffer.of(0xff, 0x00)).slice(3), ['', '  ff00', '']);
    const long = withBody(Buffer.from('€'.repeat(1_000)));
    assert.equal(long[4], `  ${'€'.repeat(666)}`);
    assert.equal(long[5], '  … and 1000 bytes more');
  });

  it('ends a file with its output or what is wrong with it, and everything with sums', () => {
    const file = { kind: 'file', file: 'a.csv', output: 'a.csv.out', requests: 1, records: 2, bytes: 8 } as const;
    assert.deepEqual(previewLines(file), ['a.csv: 1 request, 2 records, 8 bytes -> a.csv.out']);
    assert.deepEqual(previewLines({ ...file, problem: 'record 3 is longer.' }), [
      'a.csv: 1 request, 2 records, 8 bytes -> no output: record 3 is longer.',
    ]);
    const sums = { kind: 'sums', files: 2, requests: 1, records: 2, bytes: 8, problems: 1 } as const;
    assert.deepEqual(previewLines(sums), ['', '2 files, 1 request, 2 records, 8 bytes, 1 file would fail']);
  });
});
