/** What one ring of tests came to. */
export interface RingResult {
  readonly ring: string;
  readonly passed: number;
  /** One line for each failed test. */
  readonly failures: readonly string[];
  /** One line for each test, or for the whole ring, that did not run. */
  readonly skipped: readonly string[];
  /** Seconds. */
  readonly seconds: number;
}

/** What a process that runs tests hands back: a ring's result but for name and time. */
export type Counts = Pick<RingResult, 'passed' | 'failures' | 'skipped'>;

/** The counts of a ring made of several parts. */
export function sum(parts: readonly Counts[]): Counts {
  return {
    passed: parts.reduce((total, { passed }) => total + passed, 0),
    failures: parts.flatMap(({ failures }) => failures),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
}

/** A ring in which nothing ran proves nothing: that is a failure of its own. */
export function refuseEmpty(counts: Counts): Counts {
  const ran = counts.passed + counts.failures.length + counts.skipped.length;
  return ran > 0 ? counts : { ...counts, failures: ['no test was found'] };
}

/** The report at the end of a run; its last line is `N passed, N failed`, and `, N skipped` where there are any. */
export function report(results: readonly RingResult[]): string {
  const { passed, failures, skipped } = sum(results);
  const named = (what: string, pick: (result: RingResult) => readonly string[]) =>
    results.flatMap((result) => pick(result).map((line) => `${what} ${result.ring}: ${line}`));
  const table = results.map(
    (result) =>
      `${result.ring.padEnd(14)}${cell(result.passed, 'passed')}${cell(result.failures.length, 'failed')}` +
      `${cell(result.skipped.length, 'skipped')}${result.seconds.toFixed(1).padStart(8)} s`,
  );
  return [
    ...table,
    ...named('skipped', (result) => result.skipped),
    ...named('FAILED', (result) => result.failures),
    `${passed} passed, ${failures.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
  ].join('\n');
}

function cell(count: number, word: string): string {
  return `${String(count).padStart(6)} ${word}`;
}

/** 0 only when something ran, nothing failed, and nothing was skipped unless that was allowed. */
export function exitCode(results: readonly RingResult[], allowMissing: boolean): 0 | 1 {
  const { passed, failures, skipped } = sum(results);
  return passed > 0 && failures.length === 0 && (allowMissing || skipped.length === 0) ? 0 : 1;
}
