import assert from 'node:assert/strict';
import { exitCode, refuseEmpty, report, type RingResult } from '../../machine/tally';

const result = (changes: Partial<RingResult>): RingResult => ({
  ring: 'unit',
  passed: 2,
  failures: [],
  skipped: [],
  seconds: 1,
  ...changes,
});
const lastLine = (results: readonly RingResult[]) => report(results).split('\n').at(-1);

describe('the report of a test run', () => {
  it('ends with the counts alone', () => {
    assert.equal(lastLine([result({}), result({ ring: 'docker', passed: 3 })]), '5 passed, 0 failed');
    assert.equal(lastLine([result({ failures: ['a: b'], skipped: ['c'] })]), '2 passed, 1 failed, 1 skipped');
  });

  it('names what failed and what was skipped', () => {
    const text = report([
      result({ failures: ['adds up: 1 != 2'] }),
      result({ ring: 'ui', skipped: ['all of it: no browser'] }),
    ]);
    assert.match(text, /^FAILED unit: adds up: 1 != 2$/m);
    assert.match(text, /^skipped ui: all of it: no browser$/m);
  });
});

describe('the exit code of a test run', () => {
  it('is 0 when something passed and nothing else happened', () => {
    assert.equal(exitCode([result({})], false), 0);
  });

  it('is 1 for a failure, for a skip that was not allowed, and for nothing at all', () => {
    assert.equal(exitCode([result({ failures: ['x'] })], true), 1);
    assert.equal(exitCode([result({ skipped: ['x'] })], false), 1);
    assert.equal(exitCode([result({ skipped: ['x'] })], true), 0);
    assert.equal(exitCode([], true), 1);
  });

  it('counts a ring without tests as failed', () => {
    assert.deepEqual(refuseEmpty({ passed: 0, failures: [], skipped: [] }).failures, ['no test was found']);
    assert.deepEqual(refuseEmpty({ passed: 0, failures: [], skipped: ['x'] }).failures, []);
  });
});
