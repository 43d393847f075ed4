import type { MetricSample } from './metricSample';

/** First row of a table of metrics. Rows end with CR LF, as RFC 4180 has it, but are given without. */
export const metricsCsvHeader = 'job,metric,timestamp,value,host';

/** The row of a sample: time in ISO 8601, an empty field where the instance is not known. */
export function metricsCsvRow(job: string, { name, at, value, host = '' }: MetricSample): string {
  return [job, name, new Date(at).toISOString(), String(value), host].map(field).join(',');
}

/** Whole tables of several jobs, one below the other. */
export function metricsCsv(tables: ReadonlyMap<string, readonly MetricSample[]>): string {
  const rows = [...tables].flatMap(([job, samples]) => samples.map((sample) => metricsCsvRow(job, sample)));
  return [metricsCsvHeader, ...rows, ''].join('\r\n');
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
