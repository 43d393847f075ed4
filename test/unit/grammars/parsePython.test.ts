import assert from 'node:assert/strict';
import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import fc from 'fast-check';
import { parsePython } from '../../../src/grammars/python/parsePython';
import { PythonTrees } from '../../../src/grammars/python/pythonTrees';

/** Longer than what is parsed anew each time. */
const program = Array.from(
  { length: 60 },
  (_, index) =>
    `def step_${index}(rows):\n    return {"name": "column ${index}", "rows": [row * ${index} for row in rows]}\n`,
).join('\n');

const pieces = fc.constantFrom(
  '',
  ' ',
  '\n',
  '    ',
  '(',
  ')',
  '[',
  '"',
  "'''",
  '#',
  '\\',
  ':',
  'x = {"a": 1}\n',
  'def f():\n',
  'é',
);

/** Every node with its place. */
function nodesOf(tree: Tree | null): string {
  const nodes: string[] = [];
  tree?.iterate({ enter: ({ name, from, to }) => void nodes.push(`${name} ${from} ${to}`) });
  return nodes.join('\n');
}

describe('a long text that is parsed again', () => {
  it('has the tree of a text that was never seen before, wherever it was changed', () => {
    // Most edits leave a program that is one.
    const edit = fc.record({ at: fc.nat(program.length), removed: fc.nat(2), put: pieces });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        let text = program;
        const trees = new PythonTrees();
        parsePython(text, { trees });
        for (const { at, removed, put } of edits) {
          text = text.slice(0, at) + put + text.slice(at + removed);
          assert.ok(nodesOf(parsePython(text, { trees }).root.tree) === nodesOf(parser.parse(text)));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('does not take another text for it', () => {
    const trees = new PythonTrees();
    parsePython(program, { trees });
    const other = program.replaceAll('step', 'walk').split('\n').reverse().join('\n');
    assert.ok(nodesOf(parsePython(other, { trees }).root.tree) === nodesOf(parser.parse(other)));
  });
});

describe('cells of a notebook', () => {
  const nodes = (texts: readonly string[], trees = new PythonTrees()) => {
    const starts = texts.map((_, index) => texts.slice(0, index).join('').length);
    return nodesOf(parsePython(texts.join(''), { cells: starts, trees }).root.tree);
  };

  it('are one program where nothing is wrong in them', () => {
    const texts = ['import json\n', program, '\n', 'x = {"a": [1, 2]}\n'];
    const parse = (text: string) => nodesOf(parser.parse(text)).split('\n');
    assert.deepEqual(nodes(texts).split('\n'), parse(texts.join('')));
  });

  it('are the same when they were seen before, also in another place', () => {
    const trees = new PythonTrees();
    const texts = ['x = f(\n', 'y = 1\n', 'z = """\n'];
    nodes(texts, trees);
    const moved = [...texts, ...texts].reverse();
    assert.equal(nodes(moved, trees), nodes(moved));
  });

  it('have no part in the mistakes of others', () => {
    const alone = ['AssignStatement 7 12', 'VariableName 7 8', 'AssignOp 9 10', 'Number 11 12'];
    assert.deepEqual(nodes(['x = f(\n', 'y = 1\n']).split('\n').slice(-4), alone);
  });

  it('are none where there is no text', () => {
    assert.equal(nodes([]), 'Script 0 0');
  });
});
