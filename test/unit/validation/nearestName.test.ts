import assert from 'node:assert/strict';
import { nearestName } from '../../../src/validation/nearestName';

const names = ['HyperParameters', 'InputDataConfig', 'OutputDataConfig', 'Tags'];

describe('nearestName', () => {
  const table: readonly (readonly [typed: string, near: string | undefined])[] = [
    ['hyperparameters', 'HyperParameters'],
    ['HyperParamters', 'HyperParameters'],
    ['HyperParametesr', 'HyperParameters'],
    ['InptDataConfig', 'InputDataConfig'],
    ['tag', 'Tags'],
    ['Tgas', 'Tags'],
    ['Zebra', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ];
  for (const [typed, near] of table) {
    it(`takes ${typed.slice(0, 20)} for ${near ?? 'nothing'}`, () => assert.equal(nearestName(typed, names), near));
  }
});
