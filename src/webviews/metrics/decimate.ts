import type { Axis } from './metricsMessages';
import type { Series } from './series';

/** Points of a line: places on the x axis, increasing, and their values. */
export interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Part of the x axis that is looked at. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * The points to draw for the part of a series that is looked at: all where they are few, else of each of `columns` equal parts its
 * first, lowest, highest and last, which looks the same as all of them when a column is no wider than a pixel. One point on
 * either side is added, so that lines lead out of the picture.
 * @param range undefined for all of it
 */
export function decimate(series: Series, axis: Axis, range: Range | undefined, columns: number): Points {
  const from = range ? Math.max(0, firstFrom(series, axis, range.min) - 1) : 0;
  const to = range ? Math.min(series.values.length, firstFrom(series, axis, range.max) + 1) : series.values.length;
  const indices = to - from <= columns * 4 ? sequence(from, to) : extremes(series, { axis, from, to, columns });
  return { x: indices.map((index) => series.x(index, axis)), y: indices.map((index) => series.values[index] ?? 0) };
}

/** Index of the first value at or beyond a place. */
function firstFrom(series: Series, axis: Axis, place: number): number {
  let [low, high] = [0, series.values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (series.x(middle, axis) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sequence(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

interface Part {
  readonly axis: Axis;
  readonly from: number;
  readonly to: number;
  readonly columns: number;
}

function extremes(series: Series, { axis, from, to, columns }: Part): readonly number[] {
  const start = series.x(from, axis);
  const width = (series.x(to - 1, axis) - start) / columns || 1;
  const kept: number[] = [];
  for (let first = from; first < to;) {
    const column = Math.floor((series.x(first, axis) - start) / width);
    let [low, high, next] = [first, first, first + 1];
    for (; next < to && Math.floor((series.x(next, axis) - start) / width) === column; next += 1) {
      if (valueAt(series, next) < valueAt(series, low)) low = next;
      if (valueAt(series, next) > valueAt(series, high)) high = next;
    }
    kept.push(...[...new Set([first, low, high, next - 1])].sort((a, b) => a - b));
    first = next;
  }
  return kept;
}

function valueAt({ values }: Series, index: number): number {
  return values[index] ?? 0;
}
