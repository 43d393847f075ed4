import assert from 'node:assert/strict';
import { judgeContainer } from '../../../src/check/judgeContainer';
import type { Observations } from '../../../src/check/observations';
import { absentModelWords } from '../../../src/check/symptoms';
import { failedRun, healthy, log, served, trained } from './observed';

const line = "FileNotFoundError: [Errno 2] No such file or directory: '/opt/ml/model/tree.pkl'";

/** A server whose `/ping` is 500 because a file of its model is not there. */
function unwell(more: Partial<NonNullable<Observations['serving']>>): Observations {
  const { healthyAfter: _after, ...start } = healthy;
  return served({ ...start, lastPing: '500', listening: ['0.0.0.0:8080'], log: log(line) }, more);
}

function complaints(seen: Observations): readonly string[] {
  const bad = judgeContainer('car', seen).filter(({ verdict }) => verdict === 'fail' || verdict === 'warning');
  return bad.map(({ rule, verdict }) => `${verdict} ${rule}`);
}

describe('a server that does not find its model', () => {
  it('breaks no rule where it got none', () => {
    assert.deepEqual(complaints(unwell({ hasModel: false })), []);
    const [health] = judgeContainer('car', unwell({ hasModel: false, missingModel: 'Its training fails.' }), ['I5']);
    assert.equal(health?.because, 'Its training fails.');
  });

  it('is not well where it looks for another file, or for one of the image that the platform hides', () => {
    assert.deepEqual(complaints(unwell({ hasModel: true })), ['fail G11']);
    const inside = { programs: {}, credentials: [], drivers: [], hidden: ['/opt/ml/model/tree.pkl'] };
    assert.deepEqual(complaints({ ...unwell({ hasModel: true }), inside }), ['fail G7']);
  });

  it('says so in the words of many libraries', () => {
    assert.match('open /opt/ml/model: no such file or directory', absentModelWords);
    assert.match('OSError: /opt/ml/model/tree.pkl does not exist', absentModelWords);
    assert.doesNotMatch('No such file or directory: /opt/ml/models/tree.pkl', absentModelWords);
  });
});

describe('a training that failed', () => {
  it('says why also where it ends with 255, which is no signal', () => {
    const run = { ...failedRun, exitCode: 255, message: 'no rows' };
    const [failure] = judgeContainer('car', trained(run), ['T52']);
    assert.equal(failure?.verdict, 'pass');
    const [killed] = judgeContainer('car', trained({ ...run, exitCode: 137 }), ['T52']);
    assert.equal(killed?.verdict, 'not observable');
  });
});
