import assert from 'node:assert/strict';
import { LineMerge } from '../../../../src/aws/follow/lineMerge';
import { RequestBudget } from '../../../../src/aws/follow/requestBudget';
import { StreamMemory } from '../../../../src/aws/follow/streamMemory';

const line = (at: number, stream = 'a', text = `${stream}${String(at)}`) => ({ stream, at, text });

describe('lines of several streams', () => {
  const told = (merge: LineMerge, now: number, until: number, isCatchingUp = false) =>
    merge.release(now, { until, isCatchingUp }).map((one) => ('line' in one ? one.line.text : one.status.status));

  it('wait for older ones of others, but no longer than five seconds', () => {
    const merge = new LineMerge();
    merge.add(20, 1_000, line(20, 'a'));
    merge.add(10, 1_500, line(10, 'b'));
    assert.deepEqual(told(merge, 2_000, 5), []);
    merge.add(8, 2_100, line(8, 'c'));
    assert.deepEqual(told(merge, 2_200, 10), ['c8', 'b10']);
    assert.equal(merge.dueAt({ until: 10, isCatchingUp: false }), 6_000);
    assert.deepEqual(told(merge, 6_000, 10), ['a20']);
  });

  it('are marked when newer ones are told already', () => {
    const merge = new LineMerge();
    merge.add(20, 0, line(20));
    merge.add(10, 0, line(10, 'b'));
    assert.deepEqual(told(merge, 0, 30), ['b10', 'a20']);
    merge.add(15, 0, line(15, 'b'));
    assert.deepEqual(merge.release(0, { until: 30, isCatchingUp: false }), [{ line: line(15, 'b'), late: true }]);
  });

  it('wait longer while streams are read from their beginnings, and have statuses between them', () => {
    const merge = new LineMerge();
    merge.add(20, 0, line(20));
    merge.add(15, 0, { kind: 'status', job: 'j', at: 15, status: 'InProgress' });
    assert.deepEqual(told(merge, 6_000, 0, true), []);
    assert.deepEqual(told(merge, 30_000, 0, true), ['InProgress', 'a20']);
  });
});

describe('a stream that is read in two ways', () => {
  it('tells lines with the same time and text as often as there are', () => {
    const memory = new StreamMemory();
    assert.equal(memory.takeWalked([line(1, 'a', '.'), line(1, 'a', '.')]).length, 2);
    const counts = new Map<string, number>();
    assert.deepEqual(
      [1, 2, 3].map(() => memory.takeFound(line(1, 'a', '.'), counts, false)),
      [false, false, true],
    );
  });

  it('does not tell again, walking, what looking back has told', () => {
    const memory = new StreamMemory();
    memory.takeWalked([line(10)]);
    assert.equal(memory.takeFound(line(5), new Map(), true), true);
    assert.deepEqual(memory.takeWalked([line(5), line(11)]), [line(11)]);
    assert.deepEqual(memory.takeWalked([line(5)]), [line(5)]);
  });

  it('goes on by time when its token is refused', () => {
    const memory = new StreamMemory();
    memory.token = 'old';
    memory.takeWalked([line(100_000), line(100_000), line(100_001)]);
    memory.walkAgain();
    assert.deepEqual([memory.token, memory.walkFrom, memory.isCaughtUp], [undefined, 40_001, false]);
    const again = [line(99_000), line(100_000), line(100_000), line(100_001), line(100_002)];
    assert.deepEqual(memory.takeWalked(again), [line(99_000), line(100_002)]);
  });
});

describe('the requests of all followers', () => {
  it('are four a second, of which some may follow each other at once after a pause', () => {
    const budget = new RequestBudget();
    const places = Array.from({ length: 12 }, () => budget.reserve(1_000) - 1_000);
    assert.deepEqual(places, [0, 0, 0, 0, 250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000]);
    assert.deepEqual([budget.reserve(60_000), budget.reserve(60_000)], [60_000, 60_000]);
  });
});
