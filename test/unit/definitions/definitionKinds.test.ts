import assert from 'node:assert/strict';
import { definitionKindOf, definitionStem } from '../../../src/definitions/definitionKinds';

describe('definitionKindOf', () => {
  const table: readonly (readonly [path: string, kind: string | undefined, stem: string])[] = [
    ['/p/car.training-job.json', 'training-job', 'car'],
    ['C:\\p\\car.model.json', 'model', 'car'],
    ['file:///p/first.invocation.json', 'invocation', 'first'],
    ['/p/car.endpoint-config.json', 'endpoint-config', 'car'],
    ['/p/hyperparameters.json', 'hyperparameters', 'file'],
    ['/p/my-hyperparameters.json', undefined, 'my-hyperparameters.json'],
    ['/p/.model.json', 'model', 'file'],
    ['/p/car.Model.json', undefined, 'car.Model.json'],
    ['/p/car.model.json/readme.md', undefined, 'readme.md'],
  ];
  for (const [path, kind, stem] of table) {
    it(`knows ${path}`, () => {
      assert.equal(definitionKindOf(path)?.kind, kind);
      assert.equal(definitionStem(path), stem);
    });
  }
});
