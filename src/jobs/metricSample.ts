/** One value that a job's program said, as it was found in its log. */
export interface MetricSample {
  readonly name: string;
  readonly value: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** The instance that said it, for example `algo-1`; absent where a platform does not tell. */
  readonly host?: string;
}

/** A sample as one line of a job's history, without its newline. */
export function metricLine({ at, name, value, host }: MetricSample): string {
  return JSON.stringify({ at, name, value, ...(host !== undefined && { host }) });
}

/** The sample in a line of a job's history; undefined for a line that a killed process left half-written. */
export function parseMetricLine(line: string): MetricSample | undefined {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    // Half a line: the container tells this sample again when the job is taken over.
    return undefined;
  }
  if (typeof read !== 'object' || read === null) return undefined;
  const { at, name, value, host } = read as Readonly<Record<string, unknown>>;
  if (typeof at !== 'number' || typeof name !== 'string' || typeof value !== 'number') return undefined;
  return { at, name, value, ...(typeof host === 'string' && { host }) };
}
