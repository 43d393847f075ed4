/** What a benchmark found out about one thing. `ours` and `yardstick` hold every run, in milliseconds unless `unit` says otherwise. */
export interface Measure {
  readonly name: string;
  /** For people, for example `at most 1.2 x docker run`. */
  readonly goal: string;
  readonly met: boolean;
  readonly unit: string;
  /** Median of ours over median of the yardstick; absent where the goal is a plain number. */
  readonly ratio?: number;
  readonly ours: Series;
  readonly yardstick?: Series;
  /** Anything else worth keeping: sizes, counts, versions. */
  readonly facts?: Readonly<Record<string, number | string>>;
}

export interface Series {
  readonly median: number;
  readonly runs: readonly number[];
}

/** One benchmark: measures, in the order in which a person wants to read them. */
export interface Benchmark {
  readonly name: string;
  /** What it does, one sentence. */
  readonly title: string;
  run(bench: BenchRun): Promise<readonly Measure[]>;
}

/** What a benchmark gets. */
export interface BenchRun {
  /** An empty folder for all that it writes; removed afterwards. */
  readonly folder: string;
  /** Tell a person what is going on. */
  say(what: string): void;
  /** Do this at the end, also after a failure or Ctrl-C; the last one given is done first. */
  afterwards(cleanUp: () => Promise<unknown>): void;
}

export function series(runs: readonly number[]): Series {
  const rounded = runs.map((run) => Math.round(run * 100) / 100);
  const sorted = [...rounded].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
  return { median, runs: rounded };
}

/** Between which values the median of what was drawn lies with 95 %, whatever its distribution: by ranks, for 20 runs or more. */
export function medianInterval(runs: readonly number[]): readonly [low: number, high: number] {
  const sorted = [...runs].sort((one, other) => one - other);
  const rank = Math.max(0, Math.floor(sorted.length / 2 - 0.98 * Math.sqrt(sorted.length)) - 1);
  return [sorted[rank] ?? Number.NaN, sorted[sorted.length - 1 - rank] ?? Number.NaN];
}

/** Wall time of something, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * Run two things in turns, so that whatever else the machine does hits both, and who goes first changes each time.
 * One round of each is done before and not counted.
 */
export async function interleaved(
  rounds: number,
  ours: (round: number) => Promise<number>,
  yardstick: (round: number) => Promise<number>,
): Promise<{ readonly ours: Series; readonly yardstick: Series }> {
  const runs = { ours: [] as number[], yardstick: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? (['ours', 'yardstick'] as const) : (['yardstick', 'ours'] as const);
    for (const which of order) {
      const value = await (which === 'ours' ? ours(round) : yardstick(round));
      if (round > 0) runs[which].push(value);
    }
  }
  return { ours: series(runs.ours), yardstick: series(runs.yardstick) };
}

export function ratioOf({ ours, yardstick }: { readonly ours: Series; readonly yardstick: Series }): number {
  return Math.round((ours.median / yardstick.median) * 1000) / 1000;
}
