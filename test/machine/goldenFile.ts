import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from './repository';

/**
 * Compare text with a file below test/golden. With UPDATE_GOLDEN=1 the file is written instead; a text that differs is kept
 * beside it as `*.actual`.
 * @param name path below test/golden, for example `cli/help.txt`
 */
export function assertGolden(name: string, actual: string): void {
  const file = join(repository, 'test', 'golden', name);
  const kept = `${file}.actual`;
  rmSync(kept, { force: true });
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  const expected = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '';
  if (actual !== expected) {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, actual);
  }
  assert.equal(actual, expected, `${kept} differs from its golden file; UPDATE_GOLDEN=1 takes it over`);
}
