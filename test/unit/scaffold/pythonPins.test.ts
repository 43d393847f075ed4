import assert from 'node:assert/strict';
import { pythonPins } from '../../../src/scaffold/generate/packages/pythonPins';
import { pythonFor } from '../../../src/scaffold/generate/packages/pythonVersion';

describe('the Python that pinned packages can have', () => {
  const lists: readonly (readonly [lines: readonly string[], wish: string, version: string | undefined])[] = [
    [['tensorflow==2.3.0', 'numpy'], '', '3.8'],
    [['tensorflow-gpu==1.15.2'], '', '3.7'],
    [['scikit-learn==0.22.1'], '>=3.6,<3.8', '3.7'],
    [['numpy<1.22'], '', '3.10'],
    [['numpy<2', 'pandas==2.2.0'], '', '3.11'],
    [['scikit-learn~=0.24.0'], '', '3.9'],
    [['scikit-learn>=0.20', 'torch'], '', '3.11'],
    [['torch==1.7.1+cu110 ; python_version < "4"'], '', '3.8'],
    [['torch==1.7.1'], '>=3.11', undefined],
    [['pandas==9.9'], '', '3.11'],
  ];
  for (const [lines, wish, version] of lists)
    it(`is ${version ?? 'none'} for ${[...lines, wish].join(', ')}`, () => {
      assert.equal(pythonFor(wish, pythonPins(lines)), version);
    });
});
