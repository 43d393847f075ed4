import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../src/definitions/diagnostic';
import { findingsText } from '../../../src/terminal/findingsText';

const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } };
const found: Diagnostic = {
  code: 'T02',
  severity: 'error',
  message: 'Wrong.',
  action: 'Repair it.',
  range,
  source: 'sagemaker',
};
const checked = [
  { file: 'a b.json', found: [found] },
  { file: 'good.json', found: [] },
];

describe('findingsText', () => {
  it('gives people lines that editors can follow, and a sum', () => {
    assert.deepEqual(findingsText(checked, 'text'), [
      'a b.json:2:3: error T02: Wrong. Repair it.',
      '2 files: 1 error, 0 warnings, 0 hints',
    ]);
  });

  it('gives programs one JSON array, zero-based', () => {
    const [json = '', ...more] = findingsText(checked, 'json');
    assert.deepEqual(more, []);
    const message = 'Wrong. Repair it.';
    const one = { file: 'a b.json', code: 'T02', severity: 'error', message, range, source: 'sagemaker' };
    assert.deepEqual(JSON.parse(json), [one]);
  });

  it('gives code scanners SARIF, one-based', () => {
    const [json = ''] = findingsText(checked, 'sarif');
    const { version, runs } = JSON.parse(json) as { version: string; runs: { results: object[] }[] };
    assert.equal(version, '2.1.0');
    const region = { startLine: 2, startColumn: 3, endLine: 2, endColumn: 10 };
    assert.deepEqual(runs[0]?.results, [
      {
        ruleId: 'T02',
        level: 'error',
        message: { text: 'Wrong. Repair it.' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b.json' }, region } }],
      },
    ]);
  });
});
