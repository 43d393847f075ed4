import assert from 'node:assert/strict';
import type { AppError } from '../../../src/contract/appError';
import { dumpFromLines, parseDump } from '../../../src/probe/probeDump';
import { dumpOf } from './dumps';

const dump = dumpOf('training', { 'process.id': 1, 'env.A': 'x' });
const lines = Object.entries(dump.observed).map(([key, value]) => `[probe] ${JSON.stringify({ key, value })}`);

describe('a dump of the probe', () => {
  it('is read from marked lines among others, with whatever a log puts in front of them', () => {
    const log = ['hello', ...lines.map((line) => `2026-11-21T10:00:00 algo-1 | ${line}`), '[probe] {"key":"cut'];
    assert.deepEqual(dumpFromLines(log), dump);
  });

  it('keeps the last value of what was seen several times', () => {
    assert.equal(dumpFromLines([...lines, '[probe] {"key":"process.id","value":7}'])?.observed['process.id'], 7);
  });

  it('is nothing without a kind', () => {
    assert.equal(
      dumpFromLines(['[probe] {"key":"process.id","value":1}', '[probe] {"key":"probe.kind","value":"x"}']),
      undefined,
    );
  });

  for (const [what, text] of [
    ['the document of the probe', JSON.stringify({ probe: 1, ...dump })],
    ['a log', lines.join('\r\n')],
    ['an answer of get-log-events', JSON.stringify({ events: lines.map((message) => ({ message, timestamp: 1 })) })],
  ] as const) {
    it(`is read from ${what}`, () => {
      assert.deepEqual(parseDump(text, 'x'), dump);
    });
  }

  for (const text of ['', '{}', '[]', 'no probe here', '{"observed":{}}', '{"events":[1]}']) {
    it(`is not found in ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseDump(text, 'a.json'),
        (error: AppError) => error.code === 'probe.dump' && error.message.startsWith('a.json'),
      );
    });
  }
});
