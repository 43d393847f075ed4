import type { MetricSample } from './metricSample';

/** All that was said of one metric, by one instance. */
export interface MetricSummary {
  readonly name: string;
  readonly host: string | undefined;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly min: number;
  readonly max: number;
}

/** One summary for each metric of each instance, in the order in which they were first said. */
export function summarize(samples: readonly MetricSample[]): readonly MetricSummary[] {
  const found = new Map<string, MetricSummary>();
  for (const { name, value, host } of samples) {
    const key = JSON.stringify([name, host]);
    const known = found.get(key);
    const next = known
      ? { count: known.count + 1, last: value, min: Math.min(known.min, value), max: Math.max(known.max, value) }
      : { count: 1, last: value, min: value, max: value };
    found.set(key, { name, host, first: known?.first ?? value, ...next });
  }
  return [...found.values()];
}
