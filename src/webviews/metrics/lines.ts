import type { ChartJob, ChartSample } from './metricsMessages';
import { Series } from './series';

/** Who said the values of a line. */
export interface LineName {
  readonly job: string;
  readonly host: string;
}

/** A line of every chart: an instance of a job. */
export interface Line extends LineName {
  /** Place of its job in the panel. */
  readonly index: number;
  /** The same after a reload. */
  readonly key: string;
}

/** All values of all jobs, by metric and line. */
export class Lines {
  private found: Line[] = [];
  private readonly series = new Map<string, Map<number, Series>>();

  constructor(private readonly jobs: readonly ChartJob[]) {}

  get all(): readonly Line[] {
    return this.found;
  }

  /** Metrics in the order in which they were first said. */
  get metrics(): readonly string[] {
    return [...this.series.keys()];
  }

  /** Series of a metric, by line. */
  of(metric: string): readonly Series[] {
    return [...(this.series.get(metric)?.values() ?? [])].sort((a, b) => a.line - b.line);
  }

  hasValues(index: number): boolean {
    return this.found.some((line) => line.index === index);
  }

  /** What a line is called where it stands beside others: the instance only where its job has several. */
  nameOf({ index, job, host }: Line): string {
    const isAlone = this.found.filter((line) => line.index === index).length === 1;
    return isAlone || host === '' ? job : `${job} ${host}`;
  }

  /** Take values over. @returns whether there is a line or a metric that was not there before */
  add(index: number, samples: readonly ChartSample[]): boolean {
    let isNew = false;
    for (const [metric, at, value, host] of samples) {
      const line = this.lineOf(index, host);
      let byLine = this.series.get(metric);
      if (!byLine) this.series.set(metric, (byLine = new Map<number, Series>()));
      let series = byLine.get(line);
      if (!series) {
        byLine.set(line, (series = new Series(metric, line, this.jobs[index]?.startedAt ?? 0)));
        isNew = true;
      }
      series.add(at, value);
    }
    return isNew;
  }

  /** A job is now known to have begun at another time. */
  begin(index: number, startedAt: number): void {
    for (const byLine of this.series.values())
      for (const series of byLine.values()) if (this.found[series.line]?.index === index) series.startedAt = startedAt;
  }

  /** Forget the values of a job; its lines keep their places and looks. */
  forget(index: number): void {
    const lines = this.found.flatMap((line, place) => (line.index === index ? [place] : []));
    for (const byLine of this.series.values()) for (const line of lines) byLine.delete(line);
  }

  private lineOf(index: number, host: string): number {
    const known = this.found.findIndex((line) => line.index === index && line.host === host);
    if (known >= 0) return known;
    const { project = '', job = '' } = this.jobs[index] ?? {};
    this.found = [...this.found, { index, job, host, key: `${project}\n${job}\n${host}` }];
    return this.found.length - 1;
  }
}
