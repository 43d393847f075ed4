import assert from 'node:assert/strict';
import { mainBundleBudget, packageBudget, packageFaults, type PackageFacts } from '../../guards/packageBudget';

const sound: PackageFacts = {
  bytes: 1000,
  files: ['extension/package.json', 'extension/dist/extension.js', 'extension/dist/chunks/tar.js'],
  mainBundle: '"use strict";',
  mainModules: ['src/extension.ts'],
  allowed: ['extension/package.json', 'extension/dist/*.js', 'extension/dist/chunks/*.js'],
};

describe('the guard of the package', () => {
  it('is silent about a package as it should be', () => assert.deepEqual(packageFaults(sound), []));

  const cases: readonly (readonly [changes: Partial<PackageFacts>, fault: string])[] = [
    [{ bytes: packageBudget + 1 }, 'the package has 2097153 bytes, more than 2097152'],
    [{ mainBundle: ' '.repeat(mainBundleBudget + 1) }, 'the main bundle has 61441 bytes, more than 61440'],
    [{ files: [...sound.files, 'extension/dist/cli.js.map'] }, 'extension/dist/cli.js.map is not on the list'],
    [{ files: [...sound.files, 'extension/src/cli.ts'] }, 'extension/src/cli.ts is not on the list'],
    [{ files: [...sound.files, 'extension/dist/test/a.js'] }, 'extension/dist/test/a.js is not on the list'],
    [{ allowed: [...sound.allowed, 'extension/LICENSE'] }, 'extension/LICENSE is on the list, but not in the package'],
    [{ mainModules: ['node_modules/ssh2/lib/x.js'] }, 'the main bundle holds node_modules/ssh2/lib/x.js'],
    [{ mainBundle: 'require("dockerode")' }, 'the main bundle speaks of dockerode'],
    [{ mainBundle: '//# sourceMappingURL=x' }, 'the main bundle names a source map'],
  ];
  for (const [changes, fault] of cases) {
    it(`says: ${fault}`, () => assert.deepEqual(packageFaults({ ...sound, ...changes }), [fault]));
  }
});
