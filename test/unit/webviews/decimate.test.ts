import assert from 'node:assert/strict';
import { decimate } from '../../../src/webviews/metrics/decimate';
import { Series, summaryOf } from '../../../src/webviews/metrics/series';

function seriesOf(values: readonly number[], step = 1_000): Series {
  const series = new Series('loss', 0, 0);
  for (const [index, value] of values.entries()) series.add(index * step, value);
  return series;
}

describe('the points of a line', () => {
  it('are all of them where they are few', () => {
    assert.deepEqual(decimate(seriesOf([3, 1, 2]), 'step', undefined, 100), { x: [1, 2, 3], y: [3, 1, 2] });
    assert.deepEqual(decimate(seriesOf([]), 'time', undefined, 100), { x: [], y: [] });
  });

  it('of 100 000 are at most four a column, with every peak and both ends', () => {
    const values = Array.from({ length: 100_000 }, (_, index) => Math.sin(index / 5_000));
    values[31_415] = 7;
    values[27_182] = -7;
    const { x, y } = decimate(seriesOf(values), 'elapsed', undefined, 500);
    assert.ok(x.length > 500 && x.length <= 2_004, `${x.length} points`);
    assert.deepEqual([Math.max(...y), Math.min(...y)], [7, -7]);
    assert.deepEqual([x[0], x.at(-1), y.at(-1)], [0, 99_999, values.at(-1)]);
    assert.ok(
      x.every((place, index) => index === 0 || place > (x[index - 1] ?? 0)),
      'from left to right',
    );
  });

  it('of a part lead out of it on both sides', () => {
    const { x } = decimate(seriesOf([0, 1, 2, 3, 4, 5]), 'step', { min: 2.5, max: 4 }, 100);
    assert.deepEqual(x, [2, 3, 4]);
  });

  it('are found where all were said in the same moment', () => {
    const values = Array.from({ length: 5_000 }, (_, index) => index);
    const { x, y } = decimate(seriesOf(values, 0), 'time', undefined, 10);
    assert.deepEqual([y[0], y.at(-1)], [0, 4_999]);
    assert.equal(new Set(x).size, x.length);
  });
});

describe('a series', () => {
  it('knows its places by time, since its start, and by number', () => {
    const series = new Series('loss', 0, 1_000);
    series.add(3_500, 1);
    assert.deepEqual(
      (['time', 'elapsed', 'step'] as const).map((axis) => series.x(0, axis)),
      [3.5, 2.5, 1],
    );
  });

  it('goes on to the right when a clock is set back', () => {
    const series = new Series('loss', 0, 0);
    for (const at of [2_000, 1_000, 3_000]) series.add(at, 0);
    assert.ok(series.times.every((time, index) => index === 0 || time > (series.times[index - 1] ?? 0)));
  });

  it('sums itself up', () => {
    assert.equal(summaryOf(seriesOf([])), undefined);
    assert.deepEqual(summaryOf(seriesOf([3, -1, 2])), { count: 3, last: 2, min: -1, max: 3 });
  });
});
