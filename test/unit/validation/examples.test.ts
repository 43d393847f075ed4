import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { definitionKindOf } from '../../../src/definitions/definitionKinds';
import { diskFiles } from '../../../src/definitions/diskFiles';
import { parseDefinition } from '../../../src/definitions/parseDefinition';
import { validateDefinition } from '../../../src/validation/validateDefinition';

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
const definitions = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((name) => !name.includes('.sagemaker') && definitionKindOf(name))
  .map((name) => join(examples, name));

describe('examples', () => {
  it('hold a training job, a processing job, a model and fixtures', () => {
    const kinds = new Set(definitions.map((path) => definitionKindOf(path)?.kind));
    assert.deepEqual([...kinds].sort(), ['invocation', 'model', 'processing-job', 'training-job']);
  });

  for (const path of definitions) {
    it(`have nothing wrong in ${path.slice(examples.length + 1)}`, () => {
      const { definition, diagnostics } = parseDefinition(path, readFileSync(path, 'utf8'));
      assert.deepEqual(diagnostics, []);
      assert.ok(definition);
      const style = process.platform === 'win32' ? 'win32' : 'posix';
      assert.deepEqual(validateDefinition(definition, diskFiles, { projectRoot: examples, style }), []);
    });
  }
});
