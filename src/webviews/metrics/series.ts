import type { Axis } from './metricsMessages';

/** Between two values of the same moment, so that each has a place of its own, in milliseconds. */
const leastGap = 0.001;

/** The values of one metric of one instance of a job, in the order in which they were said. Grows. */
export class Series {
  /** Milliseconds since the Unix epoch, strictly increasing. */
  readonly times: number[] = [];
  readonly values: number[] = [];

  /** @param line which line of every chart it is: the place of its job and instance */
  constructor(
    readonly metric: string,
    readonly line: number,
    /** Milliseconds since the Unix epoch. */
    public startedAt: number,
  ) {}

  add(at: number, value: number): void {
    const last = this.times.at(-1);
    this.times.push(last === undefined || at > last ? at : last + leastGap);
    this.values.push(value);
  }

  /** Place of a value on the x axis: seconds since the Unix epoch, seconds since the job began, or its number from 1. */
  x(index: number, axis: Axis): number {
    if (axis === 'step') return index + 1;
    const time = this.times[index] ?? 0;
    return (axis === 'time' ? time : time - this.startedAt) / 1000;
  }
}

/** What a series says in one sentence. */
export interface Summary {
  readonly count: number;
  readonly last: number;
  readonly min: number;
  readonly max: number;
}

/** Summary of a series; undefined while it has no value. */
export function summaryOf({ values }: Series): Summary | undefined {
  const last = values.at(-1);
  if (last === undefined) return undefined;
  let [min, max] = [last, last];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { count: values.length, last, min, max };
}
