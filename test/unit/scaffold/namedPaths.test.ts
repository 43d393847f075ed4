import assert from 'node:assert/strict';
import { ownPath } from '../../../src/scaffold/generate/programs/namedPaths';

describe('paths that a program names', () => {
  for (const path of [
    'data/train.csv',
    './data/train.csv',
    '../input/cars/train.csv',
    'Daten übrig/Preise 2024.csv',
    'データ/学習.csv',
    ':../data/a.csv',
    '/kaggle/input/cars/train.csv',
  ])
    it(`are its own: ${path}`, () => assert.equal(ownPath(path), path));

  for (const path of [
    '/etc/passwd',
    'https://example.com/a.csv',
    'a, b.',
    'Hello world',
    's3://b/a.csv',
    '-x/a.csv',
    '*.csv',
    'a\nb.csv',
  ])
    it(`are not: ${JSON.stringify(path)}`, () => assert.equal(ownPath(path), undefined));
});
