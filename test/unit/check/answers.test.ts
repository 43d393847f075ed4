import assert from 'node:assert/strict';
import { judgeContainer } from '../../../src/check/judgeContainer';
import type { CallSeen, CallsSeen } from '../../../src/check/servingSeen';
import { answered, healthy, log, served } from './observed';

const gone: CallSeen = { ...answered, status: 0, body: '', failure: 'The container does not answer: ECONNREFUSED' };
const calls: CallsSeen = {
  ping: answered,
  connectMs: 1,
  tried: [],
  parameters: { ...answered, status: 404 },
};
const stop = { seconds: 0.2, grace: 30, wasKilled: false, first: 'python3', catches: true, children: [] };

function complaints(seen: ReturnType<typeof served>): readonly string[] {
  const bad = judgeContainer('car', seen).filter(({ verdict }) => verdict === 'fail' || verdict === 'warning');
  return bad.map(({ rule, verdict }) => `${verdict} ${rule}`);
}

describe('the judgement of what a server says that it answers', () => {
  const bodies: readonly (readonly [what: string, answer: Partial<CallSeen>, wanted: readonly string[]])[] = [
    ['JSON', { body: '{"a": [1, 2]}' }, []],
    ['JSON as Python writes it', { body: '[NaN, -Infinity]' }, []],
    ['text', { body: '3.0,7.0\n' }, ['warning I10']],
    ['JSON Lines', { body: '{"a": 1}\n{"a": 2}\n' }, ['warning I10']],
    ['one line of them', { body: '{"a": 1}\n' }, []],
    ['JSON Lines that say so', { body: '{"a": 1}\n{"a": 2}\n', contentType: 'application/jsonlines' }, []],
    ['what is compressed', { body: '\u001f\ufffd\b' }, ['warning I10']],
    ['the beginning of a long answer', { body: '[1, 2', isWhole: false }, []],
    ['text that says so', { body: '3.0', contentType: 'text/plain' }, []],
  ];
  for (const [what, more, wanted] of bodies) {
    it(`finds ${wanted.join() || 'nothing'} in ${what}`, () => {
      const answer = { ...answered, contentType: 'application/json', isWhole: true, ...more };
      const good = { contentType: 'text/csv', from: 'made up', answer };
      assert.deepEqual(complaints(served(healthy, { calls: { ...calls, good }, stop })), wanted);
    });
  }

  it('says of a server that loads its model behind a good /ping that it is not ready', () => {
    const loading = { ...answered, status: 503, body: 'loading', sent: 'text/csv', isMadeUp: false };
    const tried = [loading, { ...loading, sent: 'text/plain', status: 415, isMadeUp: true }];
    const [rule] = judgeContainer('car', served(healthy, { calls: { ...calls, tried }, stop }), ['I2']);
    assert.match(rule?.because ?? '', /healthy before it can answer/);
  });

  const refused = { ...answered, status: 400, body: 'no', sent: 'text/plain', isMadeUp: true };
  const impatient: readonly (readonly [what: string, answer: Partial<CallSeen>, line: string])[] = [
    ['a proxy that does not wait', { status: 504 }, 'upstream timed out'],
    ['uWSGI', { status: 0, failure: 'The container does not answer: ECONNRESET' }, '*** HARAKIRI ON WORKER 1 (pid: 9)'],
    [
      'Gunicorn',
      { status: 0, failure: 'The container does not answer: ECONNRESET' },
      '[CRITICAL] WORKER TIMEOUT (pid:9)',
    ],
  ];
  for (const [what, answer, line] of impatient) {
    it(`names one rule for ${what} where it refuses all that was made up`, () => {
      const tried = [{ ...answered, sent: 'text/csv', isMadeUp: false, ...answer }, refused];
      assert.deepEqual(complaints(served({ ...healthy, log: log(line) }, { calls: { ...calls, tried }, stop })), [
        'fail G21',
      ]);
    });
  }

  it('says what to call JSON Lines', () => {
    const answer = { ...answered, contentType: 'application/json', isWhole: true, body: '[1]\n[2, {}]\n' };
    const good = { contentType: 'text/csv', from: 'made up', answer };
    const [found] = judgeContainer('car', served(healthy, { calls: { ...calls, good }, stop }), ['I10']);
    assert.match(found?.because ?? '', /sends JSON Lines/);
    assert.match(found?.fix ?? '', /application\/jsonlines/);
  });

  it('names one rule for a server that is not healthy all the time', () => {
    const good = { contentType: 'text/csv', from: 'made up', answer: answered };
    const unwell = { ...answered, status: 500 };
    const kept = { answer: answered, ping: unwell, strayBytes: 0 };
    const times = { callers: 4, slowestConnectMs: 1, answers: [answered] };
    const load = { ...times, pingWithOne: answered, pingWithSeveral: unwell };
    const asked = (more: Partial<CallsSeen>) =>
      complaints(served(healthy, { calls: { ...calls, good, kept, ...more }, stop }));
    const strange = { answers: [], ping: unwell };
    assert.deepEqual(asked({ load, strange }), ['warning G11']);
    assert.deepEqual(asked({ load: { ...load, pingWithSeveral: answered } }), ['fail I2']);
  });

  it('names one rule for a server that was healthy for a moment', () => {
    const left = { ...calls, ping: gone, tried: [{ ...gone, sent: 'text/csv', isMadeUp: true }] };
    const ended = (code: number, asked = left) =>
      served({ ...healthy, exit: { code, outOfMemory: false } }, { calls: asked });
    assert.deepEqual(complaints(ended(0)), ['fail G17']);
    assert.deepEqual(complaints(ended(0, { ...left, ping: answered })), ['fail G17']);
    assert.deepEqual(complaints(ended(3)), ['fail I5']);
  });
});
