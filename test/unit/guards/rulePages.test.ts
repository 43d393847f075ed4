import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePages } from '../../../docs/rules/generate/rulePages';
import { repository } from '../../machine/repository';

describe('the pages on rules', () => {
  it('are those of `npm run generate`', () => {
    for (const [name, text] of rulePages()) {
      assert.equal(readFileSync(join(repository, 'docs/rules', name), 'utf8').replaceAll('\r\n', '\n'), text);
    }
  });
});
