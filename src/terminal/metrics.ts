import { isActive, type JobState } from '../jobs/jobState';
import { metricDefinitionsIn } from '../jobs/metricDefinitions';
import { metricsCsvHeader, metricsCsvRow } from '../jobs/metricsCsv';
import type { MetricSample } from '../jobs/metricSample';
import { summarize, type MetricSummary } from '../jobs/metricSummary';
import { exitCodes, type App } from './app';
import { stateOf } from './jobCommands';
import { alignedRows } from './table';

/** Options of `metrics`. */
export interface MetricsOptions {
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly follow?: boolean;
}

/** `metrics JOB…`: a summary of what was said, or every sample as CSV or JSON; with `-f` also what will be said. */
export async function metrics(app: App, names: readonly string[], options: MetricsOptions): Promise<number> {
  const jobs = await Promise.all([...new Set(names)].map((name) => stateOf(app, name)));
  if (options.csv) app.out.line(`${metricsCsvHeader}\r`);
  if (options.follow) {
    await Promise.all(jobs.map((job) => follow(app, job, options)));
    return exitCodes.ok;
  }
  const tables = await Promise.all(jobs.map(async (job) => ({ job, samples: await app.jobs.metrics(job.name) })));
  for (const { job, samples } of tables) if (samples.length === 0) await tellWhyNone(app, job);
  if (options.csv || options.json) {
    for (const { job, samples } of tables) await print(app, job.name, samples, options);
  } else {
    const rows = tables.flatMap(({ job, samples }) => summarize(samples).map((summary) => ({ job, summary })));
    for (const line of summaryTable(rows)) app.out.line(line);
  }
  return exitCodes.ok;
}

async function follow(app: App, job: JobState, options: MetricsOptions): Promise<void> {
  if (job.orphaned) app.err.line(`The process that ran ${job.name} is gone; taking it over.`);
  // Taking a job over tells what happens from then on; what was said before stands in its folder.
  if (job.orphaned) await print(app, job.name, await app.jobs.metrics(job.name), options);
  const events = job.orphaned
    ? app.resume(job.name)
    : app.jobs.follow(job.name, new AbortController().signal, { withoutLogs: true });
  let isSilent = true;
  for await (const event of events) {
    if (event.kind !== 'metric') continue;
    isSilent = false;
    await print(app, job.name, [event], options);
  }
  if (isSilent) await tellWhyNone(app, job);
}

async function print(app: App, job: string, samples: readonly MetricSample[], options: MetricsOptions): Promise<void> {
  for (const sample of samples) {
    app.out.line(lineOf(job, sample, options));
    const busy = app.out.full();
    if (busy) await busy;
  }
}

function lineOf(job: string, sample: MetricSample, { csv, json }: MetricsOptions): string {
  const { name, value, at, host } = sample;
  if (csv) return `${metricsCsvRow(job, sample)}\r`;
  if (json) return JSON.stringify({ job, name, value, at, ...(host !== undefined && { host }) });
  return [new Date(at).toTimeString().slice(0, 8), job, ...(host === undefined ? [] : [host]), name, value].join('  ');
}

interface Row {
  readonly job: JobState;
  readonly summary: MetricSummary;
}

function summaryTable(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const cells = rows.map(({ job, summary: { name, host = '', count, first, last, min, max } }) => [
    ...[job.name, name, host],
    ...[count, first, last, min, max].map(shortNumber),
  ]);
  return alignedRows([['JOB', 'METRIC', 'HOST', 'COUNT', 'FIRST', 'LAST', 'MIN', 'MAX'], ...cells]);
}

/** A number without the noise of binary fractions; CSV and JSON have every digit. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(8)));
}

/** An answer without a sample needs a reason: on stderr, so that a table stays a table. */
async function tellWhyNone(app: App, { name, kind, status }: JobState): Promise<void> {
  app.err.line(await whyNone(app, { name, kind, status }));
}

async function whyNone(app: App, { name, kind, status }: Pick<JobState, 'name' | 'kind' | 'status'>): Promise<string> {
  if (kind !== 'training-job') return `${name} has no metrics: only training jobs have MetricDefinitions.`;
  const definitions = metricDefinitionsIn(await app.jobs.describe(name));
  if (definitions.length === 0)
    return `${name} has no metrics: its AlgorithmSpecification has no MetricDefinitions, such as {"Name": "loss", "Regex": "loss=([0-9.]+)"}.`;
  const list = definitions.map(({ Name = '', Regex = '' }) => `${Name} (${Regex})`).join(', ');
  return isActive(status)
    ? `${name} has said no metric yet. It is listened for: ${list}.`
    : `${name} said no metric. No line of its log matched: ${list}.`;
}
