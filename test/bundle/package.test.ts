import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFaults } from '../guards/packageBudget';
import { zipEntries } from '../guards/zipEntries';
import { repository } from '../machine/repository';
import { packageFile } from '../machine/runRing';

describe('the packaged extension', () => {
  const archive = readFileSync(packageFile);
  const entries = zipEntries(archive);
  const lines = (file: string) => readFileSync(join(__dirname, file), 'utf8').trim().split(/\r?\n/);
  const chunks = JSON.parse(readFileSync(join(repository, 'out/chunks.json'), 'utf8')) as Record<string, string[]>;
  const textOf = (name: string) =>
    entries
      .find((entry) => entry.name === name)
      ?.content()
      .toString() ?? '';

  it('keeps to its budget and its list of contents', () => {
    const mainBundle = textOf('extension/dist/extension.js');
    const mainModules = chunks['extension.js'] ?? [];
    assert.ok(mainBundle.length > 0 && mainModules.includes('src/extension.ts'), 'the main bundle was not found');
    const files = entries.map(({ name }) => name);
    const facts = { bytes: archive.length, files, mainBundle, mainModules, allowed: lines('contents.txt') };
    assert.deepEqual(packageFaults(facts), []);
    console.log(`      package ${archive.length} bytes, main bundle ${Buffer.byteLength(mainBundle)} bytes`);
  });

  it('starts its command line with node', () => {
    assert.match(textOf('extension/dist/cli.js'), /^#!\/usr\/bin\/env node\n/);
  });
});
