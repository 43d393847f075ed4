import Mocha from 'mocha';
import { messageOf } from '../../src/contract/appError';
import type { Counts } from './tally';

/** For tests that say nothing themselves, in milliseconds. Long: a machine that is slow is no failure. */
const timeoutMs = 30_000;

/**
 * Run test files with mocha in this process, printing them through `console.log` as they go.
 * The same function serves plain Node and the extension host of an editor.
 *
 * @param files absolute paths
 * @param grep run only tests whose full title matches
 */
export async function runMocha(files: readonly string[], grep?: string): Promise<Counts> {
  const mocha = new Mocha({ ui: 'bdd', timeout: timeoutMs, forbidOnly: true, ...(grep !== undefined && { grep }) });
  for (const file of files) mocha.addFile(file);
  let passed = 0;
  const failures: string[] = [];
  const skipped: string[] = [];
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', () => passed++)
      .on('pending', (test) => skipped.push(test.fullTitle()))
      .on('fail', (test, error: unknown) => failures.push(`${test.fullTitle()}: ${firstLine(error)}`));
  });
  return { passed, failures, skipped };
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n', 1)[0] ?? '';
}
