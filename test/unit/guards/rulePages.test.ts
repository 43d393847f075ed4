import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coveredRules } from '../../../docs/rules/generate/ruleCoverage';
import { checkPage, rulePages } from '../../../docs/rules/generate/rulePages';
import { repository } from '../../machine/repository';

describe('the pages on rules', () => {
  it('are those of `npm run generate`', () => {
    for (const [name, text] of rulePages()) {
      assert.equal(readFileSync(join(repository, 'docs/rules', name), 'utf8').replaceAll('\r\n', '\n'), text);
    }
  });

  it('are listed in the document on checks', () => {
    assert.equal(readFileSync(join(repository, 'docs/check.md'), 'utf8').replaceAll('\r\n', '\n'), checkPage());
  });

  it('are of rules that have a test each', () => {
    const untested = coveredRules().filter(({ tests }) => tests.length === 0);
    assert.deepEqual(
      untested.map(({ id }) => id),
      [],
    );
  });

  it('name tests that there are', () => {
    const page = readFileSync(join(repository, 'docs/rules/coverage.md'), 'utf8');
    const links = [...page.matchAll(/\]\(\.\.\/\.\.\/(test\/[^)]+)\)/g)].map(([, path = '']) => path);
    assert.ok(links.length > 100);
    for (const path of new Set(links)) assert.ok(existsSync(join(repository, path)), `${path}: run npm run generate`);
  });
});
