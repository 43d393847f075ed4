import assert from 'node:assert/strict';
import { pythonFor } from '../../../src/scaffold/generate/packages/pythonVersion';
import { readPythonProgram } from '../../../src/scaffold/generate/python/pythonProgram';
import { packageName, readRequirements } from '../../../src/scaffold/generate/packages/requirements';
import { unifiedDiff } from '../../../src/scaffold/generate/unifiedDiff';
import { folderOfPieces } from './randomFolders';

describe('facts of a folder', () => {
  for (const [wish, version] of [
    ['', '3.11'],
    ['>=3.8', '3.11'],
    ['>=3.12', '3.12'],
    ['^3.12', '3.12'],
    ['>=3.9,<3.11', '3.10'],
    ['==3.10.*', '3.10'],
    ['3.9.18', '3.9'],
    ['~=3.12.1', '3.12'],
    ['~=3.10', '3.11'],
    ['!=3.11.*', '3.12'],
    ['<3.11.4', '3.11'],
    ['>=3.7,<4.0', '3.11'],
    ['2.7', undefined],
    ['>=3.99', undefined],
  ] as const)
    it(`take Python ${String(version)} for "${wish}"`, () => assert.equal(pythonFor(wish), version));

  it('name packages as indexes do', () => {
    const names = [
      'Scikit_Learn>=1',
      'a[b]==1',
      'x @ https://example.org/x.whl',
      'y; python_version<"4"',
      '--hash=1',
      'z',
    ];
    assert.deepEqual(names.map(packageName), ['scikit-learn', 'a', 'x', 'y', undefined, 'z']);
  });

  it('follow lists into lists, once each', () => {
    const pieces = {
      'r/a.txt': '-r ../b.txt\nnumpy \\\n  ==1\n',
      'b.txt': '-r r/a.txt\n-c c.txt\n./own.whl # ours\n',
      'c.txt': 'x==1\n',
    };
    const read = readRequirements(folderOfPieces({ name: 'a', pieces }), ['r/a.txt']);
    assert.deepEqual(read.files, ['r/a.txt', 'b.txt', 'c.txt']);
    // Pip runs beside the list that it is given.
    assert.deepEqual(read.local, { inside: ['r/own.whl'], outside: [] });
    assert.deepEqual(read.lines.map(packageName), ['numpy', 'x']);
  });

  it('tell a program from a module, an application from a script', () => {
    const module = readPythonProgram(
      '"""Text."""\nimport a.b as c, d\nfrom e.f import g\nX = 1\ndef train(x, *, y=2, **z):\n    pass\n',
      'm.py',
    );
    assert.deepEqual([module.runs, [...module.imports]], [false, ['a', 'd', 'e']]);
    assert.deepEqual(module.functions.get('train')?.parameters, [{ name: 'x' }, { name: 'y', default: '2' }]);
    assert.equal(readPythonProgram('if __name__ == "__main__":\n    pass\n', 'm.py').runs, true);
    assert.equal(readPythonProgram('print(1)\n', 'm.py').runs, true);
    const app = readPythonProgram(
      'def make():\n    app = Flask(__name__)\n    @app.post("/x")\n    def x(): ...\n    return app\n',
      'm.py',
    );
    assert.deepEqual(
      [app.app, app.web.routes.map(({ path, method }) => ({ path, method }))],
      [{ framework: 'flask', object: 'make()' }, [{ path: '/x', method: 'POST' }]],
    );
  });

  it('survive any text', () => {
    for (const text of ['', 'def (', '\u0000', '"""', '@', 'class A(', 'parser.add_argument(', 'é = FastAPI()'])
      readPythonProgram(text, 'm.py');
  });
});

describe('a difference', () => {
  const lines = (...numbers: readonly number[]): string => numbers.map((number) => `${String(number)}\n`).join('');
  it('is written as diff does it', () => {
    const before = lines(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assert.equal(
      unifiedDiff('a', before, lines(1, 2, 3, 4, 50, 6, 7, 8, 9, 10)),
      ['--- a/a', '+++ b/a', '@@ -2,8 +2,9 @@', ...' 2| 3| 4|-5|+50| 6| 7| 8| 9|+10'.split('|')].join('\n'),
    );
    assert.equal(unifiedDiff('a', before, before), '');
    assert.equal(
      unifiedDiff('a', undefined, 'x'),
      '--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+x\n\\ No newline at end of file',
    );
  });
});
