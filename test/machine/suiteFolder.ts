import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A temporary folder for a suite, to be called in a `describe`. It is made before the suite's tests: a suite that `--grep` leaves out
 * makes none, though its `describe` is run. The suite removes it, after whatever still uses it has ended.
 * @returns its absolute path, without links
 */
export function suiteFolder(prefix: string): string {
  const folder = join(realpathSync(tmpdir()), `${prefix}-${randomBytes(6).toString('hex')}`);
  before(() => mkdirSync(folder));
  return folder;
}
