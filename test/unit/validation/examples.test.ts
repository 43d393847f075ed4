import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { definitionKindOf } from '../../../src/definitions/definitionKinds';
import { diskFiles } from '../../../src/definitions/diskFiles';
import { parseDefinition } from '../../../src/definitions/parseDefinition';
import { validateDefinition } from '../../../src/validation/validateDefinition';

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
const definitions = definitionsIn(examples);
const probe = fileURLToPath(new URL('../../../probe', import.meta.url));

function definitionsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.includes('.sagemaker') && definitionKindOf(name))
    .map((name) => join(folder, name));
}

describe('examples', () => {
  it('hold every kind of request that runs, or that the scenario needs', () => {
    const kinds = new Set(definitions.map((path) => definitionKindOf(path)?.kind));
    assert.deepEqual([...kinds].sort(), [
      'endpoint',
      'endpoint-config',
      'invocation',
      'model',
      'processing-job',
      'training-job',
      'transform-job',
    ]);
  });

  for (const path of [...definitions, ...definitionsIn(probe)]) {
    it(`have nothing wrong in ${relative(examples, path)}`, () => {
      const { definition, diagnostics } = parseDefinition(path, readFileSync(path, 'utf8'));
      assert.deepEqual(diagnostics, []);
      assert.ok(definition);
      const style = process.platform === 'win32' ? 'win32' : 'posix';
      const projectRoot = path.startsWith(probe) ? dirname(path) : examples;
      const found = validateDefinition(definition, diskFiles, { projectRoot, style });
      // What an earlier step of the same example writes is not in the repository.
      assert.deepEqual(
        found.filter(({ action = '' }) => !/^Run \S+ first/.test(action)),
        [],
      );
    });
  }
});
