import assert from 'node:assert/strict';
import { judgeContainer } from '../../../src/check/judgeContainer';
import type { FaultSeen } from '../../../src/check/observations';
import { failedRun, goodRun, log, printing, trained } from './observed';

const without = { ...goodRun, modelFiles: 0 };
const endless = { ...goodRun, stop: { seconds: 0.2, grace: 120, wasKilled: false, children: [] } };
const unable = 'Its engine does not slow disks down: what was written came as fast as ever.';

const faults: readonly (readonly [what: string, seen: FaultSeen, wanted: string])[] = [
  ['memory: an exit code that says so', { fault: 'memory', run: { ...failedRun, exitCode: 137 } }, 'pass'],
  ['memory: a worker that nobody misses', { fault: 'memory', run: without }, 'fail'],
  ['processor: a run that takes longer', { fault: 'processor', run: goodRun }, 'pass'],
  ['processor: a run that is not done in time', { fault: 'processor', run: endless }, 'pass'],
  ['processor: a time limit of its own', { fault: 'processor', run: failedRun }, 'warning'],
  ['disk: a model that is not waited for', { fault: 'disk', run: without }, 'fail'],
  ['disk: an engine that can not', { fault: 'disk', missing: unable }, 'not observable'],
  ['clock: a run that goes on for ever', { fault: 'clock', run: endless, after: 1 }, 'warning'],
  ['clock: less than no time', { fault: 'clock', run: { ...failedRun, log: log('ValueError') }, after: 1 }, 'warning'],
  ['clock: a run that had not begun', { fault: 'clock', run: printing(4, 5), after: 2 }, 'not observable'],
  ['clock: a run that was at work', { fault: 'clock', run: printing(1, 5), after: 2 }, 'pass'],
  ['clock: a run that ended before', { fault: 'clock', run: goodRun, after: goodRun.seconds + 1 }, 'not observable'],
];

describe('the judgement of a training from which something is taken away', () => {
  for (const [what, seen, wanted] of faults) {
    it(`is ${wanted} for ${what}`, () => {
      const found = judgeContainer('car', { ...trained(goodRun), faults: [seen] }, [`fault.${seen.fault}`]);
      assert.deepEqual(
        found.map(({ verdict }) => verdict),
        [wanted],
      );
    });
  }

  it('says whether the fault was felt', () => {
    const because = (fault: FaultSeen['fault'], seconds: number) =>
      judgeContainer('car', { ...trained(goodRun), faults: [{ fault, run: { ...goodRun, seconds } }] }, [
        `fault.${fault}`,
      ]).map((found) => found.because);
    const long = 3 * goodRun.seconds + 1;
    assert.deepEqual(because('disk', long), ['It took longer, and ended well.']);
    assert.match(String(because('disk', goodRun.seconds)), /took no longer: nothing that it does waited for the disk/);
    assert.match(String(because('processor', goodRun.seconds)), /took no longer: it needs little of a processor/);
  });
});
