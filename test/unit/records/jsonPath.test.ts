import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isColumnPath, parseJsonPath } from '../../../src/records/jsonPath';

describe('JSONPath of a filter (B12)', () => {
  const good: readonly [path: string, steps: readonly object[]][] = [
    ['$', []],
    ['$.id', [{ kind: 'names', names: ['id'] }]],
    ['$.id.*', [{ kind: 'names', names: ['id'] }, { kind: 'all' }]],
    ["$['id','SageMakerOutput']", [{ kind: 'names', names: ['id', 'SageMakerOutput'] }]],
    [
      "$.a.['b', 'c d']",
      [
        { kind: 'names', names: ['a'] },
        { kind: 'names', names: ['b', 'c d'] },
      ],
    ],
    ['$[1]', [{ kind: 'indexes', indexes: [1] }]],
    ['$[1,3,-1]', [{ kind: 'indexes', indexes: [1, 3, -1] }]],
    ['$[1:4]', [{ kind: 'slice', start: 1, end: 4 }]],
    ['$[1:]', [{ kind: 'slice', start: 1 }]],
    ['$[:-1]', [{ kind: 'slice', end: -1 }]],
    ['$[*].größe', [{ kind: 'all' }, { kind: 'names', names: ['größe'] }]],
  ];
  for (const [path, steps] of good) {
    it(`reads ${path}`, () => {
      assert.deepEqual(parseJsonPath(path), { steps });
    });
  }

  const bad: readonly [path: string, fault: RegExp, at: number][] = [
    ['', /begin with \$/, 0],
    ['id', /begin with \$/, 0],
    ['$..id', /any depth/, 1],
    ['$[?(@.a>1)]', /filter expressions/, 1],
    ['$["id"]', /single quotes/, 1],
    ['$.a[0:4:2]', /none of/, 3],
    ['$.', /none of/, 1],
    ['$ .a', /none of/, 1],
    ['$[]', /none of/, 1],
    ['$.length()', /none of/, 8],
  ];
  for (const [path, fault, at] of bad) {
    it(`says what is wrong with ${JSON.stringify(path)}`, () => {
      const parsed = parseJsonPath(path);
      assert.ok('fault' in parsed);
      assert.match(parsed.fault, fault);
      assert.equal(parsed.at, at);
    });
  }

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('$', '.', '[', ']', "'", '*', ':', ',', '0', '-', 'a', '?', ' ')),
        (parts) => {
          const parsed = parseJsonPath(parts.join(''));
          assert.ok('steps' in parsed || parsed.at <= parts.length);
        },
      ),
    );
  });

  it('knows which paths choose columns', () => {
    const isColumns = (path: string) => {
      const parsed = parseJsonPath(path);
      return 'steps' in parsed && isColumnPath(parsed.steps);
    };
    assert.deepEqual(['$', '$[0]', '$[1:]', '$[*]', '$.id', '$[0][1]'].map(isColumns), [
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
