import assert from 'node:assert/strict';
import { lineLook } from '../../../src/webviews/metrics/lineLook';
import { Lines } from '../../../src/webviews/metrics/lines';

const job = (name: string) => ({
  ...{ project: 'file:///p', job: name, kind: 'training-job', status: 'Training', isRunning: true },
  ...{ startedAt: 0, definitions: [] },
});

describe('the lines of the charts', () => {
  it('are one for each instance of each job, named by it where there are several', () => {
    const lines = new Lines([job('a'), job('b')]);
    assert.equal(lines.add(0, [['loss', 1, 0.5, 'algo-1']]), true);
    assert.equal(lines.add(0, [['loss', 2, 0.4, 'algo-1']]), false);
    assert.equal(
      lines.add(1, [
        ['loss', 1, 3, 'algo-1'],
        ['loss', 1, 4, 'algo-2'],
      ]),
      true,
    );
    assert.deepEqual(
      lines.all.map((line) => lines.nameOf(line)),
      ['a', 'b algo-1', 'b algo-2'],
    );
    assert.deepEqual(
      lines.of('loss').map(({ values }) => values),
      [[0.5, 0.4], [3], [4]],
    );
    assert.deepEqual(lines.metrics, ['loss']);
  });

  it('keep their places when a job is told again', () => {
    const lines = new Lines([job('a'), job('b')]);
    lines.add(0, [['loss', 1, 1, '']]);
    lines.add(1, [['loss', 1, 2, '']]);
    lines.forget(0);
    lines.add(0, [['loss', 1, 9, '']]);
    assert.deepEqual(
      lines.of('loss').map(({ line, values }) => [line, ...values]),
      [
        [0, 9],
        [1, 2],
      ],
    );
  });

  for (const isDark of [true, false]) {
    it(`look unlike each other on a ${isDark ? 'dark' : 'light'} ground`, () => {
      const looks = Array.from({ length: 12 }, (_, line) => lineLook(line, isDark));
      assert.equal(new Set(looks.map(({ color, dash }) => `${color} ${dash.join()}`)).size, 12);
      const dull = isDark ? 0.05 : 0.96;
      for (const { color } of looks) assert.ok(contrast(brightness(color), dull) >= 3, `${color} can be seen`);
    });
  }
});

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function brightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
