/** Entry of a process that runs test files and writes their counts: `mochaProcess.ts COUNTS.json GREP FILE…`. */
import { writeFileSync } from 'node:fs';
import { configureGlobal } from 'fast-check';
import { runMocha } from './mochaRun';
import type { Counts } from './tally';

/** How long tests may leave timers, sockets or children open after the last of them, in milliseconds. */
const patienceMs = 5_000;
/** In continuous integration properties are tried on the same values each time: a change is judged there, and not the dice. */
const seed = 20_261_122;

async function main([out = '', grep = '', ...files]: readonly string[]): Promise<void> {
  if (process.env['CI'] !== undefined) configureGlobal({ seed });
  const counts = await runMocha(files, grep === '' ? undefined : grep);
  const write = (more: Partial<Counts> = {}) => writeFileSync(out, JSON.stringify({ ...counts, ...more }));
  write();
  process.exitCode = counts.failures.length > 0 ? 1 : 0;
  setTimeout(() => {
    const open = process.getActiveResourcesInfo().join(', ');
    write({ failures: [...counts.failures, `the tests left something open: ${open}`] });
    process.exit(1);
  }, patienceMs).unref();
}

void main(process.argv.slice(2));
