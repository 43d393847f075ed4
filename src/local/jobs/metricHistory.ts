import { readFile } from 'node:fs/promises';
import { LogWriter } from '../../jobs/logWriter';
import { metricLine, parseMetricLine, type MetricSample } from '../../jobs/metricSample';
import type { JobFolder } from './jobFolder';
import { isMissing } from '../../machine/jsonFile';

/** Characters that wait before they are given to the disk ahead of the next save. */
const highWater = 256 * 1024;

/**
 * Writes every sample of a job to its folder, once. An adopted container tells its log from the beginning, so the first samples
 * of each metric are those that its former owner wrote: they keep their times and are not written again.
 */
export class MetricHistory {
  private readonly writer: LogWriter;
  private readonly written = new Map<string, number>();
  private waiting = '';

  /** @param known what a former owner of the job wrote; undefined for a new job */
  constructor({ metrics }: JobFolder, known?: readonly MetricSample[]) {
    this.writer = new LogWriter(metrics);
    if (!known) return;
    // The former owner may have been killed within a line.
    this.waiting = '\n';
    for (const sample of known) this.written.set(keyOf(sample), (this.written.get(keyOf(sample)) ?? 0) + 1);
  }

  /** Take a sample over. @returns whether it is new */
  add(sample: MetricSample): boolean {
    const key = keyOf(sample);
    const left = this.written.get(key) ?? 0;
    if (left > 0) {
      this.written.set(key, left - 1);
      return false;
    }
    this.waiting += `${metricLine(sample)}\n`;
    return true;
  }

  /** Give what waits to the disk, if it is much. Returns a promise when the disk is behind. @throws the disk's error */
  relieve(): Promise<void> | undefined {
    return this.waiting.length > highWater ? this.flush() : undefined;
  }

  /** Give what waits to the disk; it is there soon. Returns a promise when the disk is behind. @throws the disk's error */
  flush(): Promise<void> | undefined {
    if (this.waiting.length <= 1) return undefined;
    const lines = Buffer.from(this.waiting);
    this.waiting = '';
    return this.writer.append(lines);
  }

  /** Everything is on disk when the promise resolves. @throws the disk's error */
  async close(): Promise<void> {
    try {
      void this.flush();
    } finally {
      await this.writer.close();
    }
  }
}

function keyOf({ name, host }: MetricSample): string {
  return `${host ?? ''}\n${name}`;
}

/** All samples that are in a job's folder, in their order. */
export async function readMetrics({ metrics }: JobFolder): Promise<readonly MetricSample[]> {
  let text: string;
  try {
    text = await readFile(metrics, 'utf8');
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  // A last line without its end is still being written.
  const lines = text.split('\n').slice(0, -1);
  return lines.map(parseMetricLine).filter((sample) => sample !== undefined);
}
