import assert from 'node:assert/strict';
import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import fc from 'fast-check';
import { parsePython } from '../../../src/grammars/python/parsePython';

/** Longer than what is parsed anew each time. */
const program = Array.from(
  { length: 120 },
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
        parsePython(text);
        for (const { at, removed, put } of edits) {
          text = text.slice(0, at) + put + text.slice(at + removed);
          assert.ok(nodesOf(parsePython(text).root.tree) === nodesOf(parser.parse(text)));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('does not take another text for it', () => {
    parsePython(program);
    const other = program.replaceAll('step', 'walk').split('\n').reverse().join('\n');
    assert.ok(nodesOf(parsePython(other).root.tree) === nodesOf(parser.parse(other)));
  });
});
