import assert from 'node:assert/strict';
import { mayBeKeptBack } from '../../../src/check/rules/g18Buffering';
import { judgeContainer } from '../../../src/check/judgeContainer';
import { printing, trained } from './observed';

/** When lines came in a run, and in another one with PYTHONUNBUFFERED=1; and what that says. */
const runs: readonly (readonly [what: string, plain: readonly number[], other: readonly number[], verdict: string])[] =
  [
    ['it comes at the end', [3.5, 3.5, 3.5], [1.1, 2, 2.9], 'warning'],
    ['it comes at the end, and the machine was busier afterwards', [3.5, 3.5, 3.5], [4.9, 5.8, 6.7], 'warning'],
    ['it comes in two pieces', [40, 40, 60, 60], [2, 20, 40, 60], 'warning'],
    ['it comes as it is written, and the machine was busier before', [4, 4.6, 5.2, 5.8], [1.6, 2.2, 2.8, 3.4], 'pass'],
    ['it is written at the end', [5, 5.1, 5.1], [4.8, 4.9, 4.9], 'pass'],
  ];

describe('the judgement of output that may be kept back (G18)', () => {
  for (const [what, plain, other, verdict] of runs) {
    it(`is ${verdict} where ${what}`, () => {
      assert.ok(mayBeKeptBack(printing(...plain)), 'it is run again');
      const [found] = judgeContainer('car', trained(printing(...plain), { unbuffered: printing(...other) }), ['G18']);
      assert.equal(found?.verdict, verdict);
    });
  }

  it('needs no other run where lines come all the time', () => {
    assert.equal(mayBeKeptBack(printing(1.3, 3, 5, 7)), false);
    assert.equal(mayBeKeptBack(printing(0.2, 0.2, 0.2)), false);
  });
});
