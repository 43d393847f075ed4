import assert from 'node:assert/strict';
import type { Hop } from '../../../src/jobs/trace';
import { hopLines } from '../../../src/terminal/traceLines';

const base64 = (body: string | Buffer) => Buffer.from(body).toString('base64');
const hop = (own: Partial<Hop> = {}): Hop => ({
  index: 1,
  container: 'second',
  stream: 'second',
  request: { headers: { 'content-type': 'text/csv' }, body: base64('a,b\n') },
  response: { status: 200, headers: {}, body: base64('1') },
  startedAt: 0,
  milliseconds: 3.25,
  log: ['asked'],
  ...own,
});

describe('hopLines', () => {
  it('show what a container got, answered and wrote', () => {
    assert.deepEqual(hopLines(hop()), [
      '   2  second  200  3.3 ms',
      '      > content-type: text/csv',
      '      > a,b',
      '      < 1',
      '      | asked',
    ]);
  });

  it('tell why there is no answer', () => {
    const { response: _none, ...rest } = hop({ failure: 'The container did not answer within 60 s.' });
    const lines = hopLines(rest);
    assert.equal(lines[0], '   2  second  no answer  3.3 ms');
    assert.ok(lines.includes('      ! The container did not answer within 60 s.'));
  });

  for (const [what, body, shown] of [
    ['no text of an empty body', '', []],
    ['the size of a body that is no text', Buffer.from([0xff, 0]), ['(2 bytes, no text)']],
    ['the first lines of a long body', 'x\n'.repeat(12), [...Array.from({ length: 10 }, () => 'x'), '(2 more lines)']],
    ['the beginning of a long line', 'x'.repeat(201), [`${'x'.repeat(200)}…`]],
  ] as const) {
    it(`show ${what}`, () => {
      const lines = hopLines(hop({ response: { status: 200, headers: {}, body: base64(body) }, log: [] }));
      assert.deepEqual(
        lines.filter((line) => line.startsWith('      < ')),
        shown.map((line) => `      < ${line}`),
      );
    });
  }
});
