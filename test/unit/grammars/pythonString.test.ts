import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nodesOf, parsePython } from '../../../src/grammars/python/parsePython';
import { pythonString } from '../../../src/grammars/python/pythonString';

function stringIn(text: string) {
  const source = parsePython(text);
  const node = nodesOf(source.root, 'ContinuedString')[0] ?? nodesOf(source.root, 'String')[0];
  return node && pythonString(source, node);
}

describe('pythonString', () => {
  const cases: readonly (readonly [text: string, value: string | undefined, places?: readonly string[]])[] = [
    [String.raw`'a\n\x41b'`, 'a\nAb', ['a', String.raw`\n`, String.raw`\x41`, 'b']],
    [String.raw`"a" 'b'  r'\n'`, String.raw`ab\n`, ['a', 'b', '\\', 'n']],
    ['"""x\r\ny\\\nz"""', 'x\nyz', ['x', '\r\n', 'y', 'z']],
    ['("a" # why\n "b")', 'ab', ['a', 'b']],
    [String.raw`'\d\q'`, String.raw`\d\q`],
    [String.raw`'\101\7'`, 'A\x07'],
    ["''", ''],
    ['f"a{b}"', undefined],
    ["b'x'", undefined],
    ["'abc", undefined],
    [String.raw`'\N{DASH}'`, undefined],
    [String.raw`'\U00110000'`, undefined],
  ];
  for (const [text, value, places] of cases) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const found = stringIn(text);
      assert.equal(found?.text, value);
      if (!places || !found) return;
      const spans = places.map((_, index) => found.span(index, index + 1));
      assert.deepEqual(
        spans.map(({ from, to }) => text.slice(from, to)),
        places,
      );
    });
  }

  it('writes no carriage return into raw quotes, which would read it as a newline', () => {
    for (const start of ["r'", 'r"""'])
      assert.equal(stringIn(`${start}ab${start.slice(1)}`)?.quoted(1, 2, '\r'), undefined);
  });

  it('writes in the quotes that are there: what is put in place comes out again', () => {
    const starts = ["'", '"', "'''", '"""', "r'", 'r"""'];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.string({ unit: 'binary', maxLength: 8 }), (start, put) => {
        const quote = start.replace('r', '');
        const text = `x = ${start}ab${quote}`;
        const found = stringIn(text);
        const written = found?.quoted(1, 2, put);
        if (!found || written === undefined) return start.startsWith('r');
        const { from, to } = found.span(1, 2);
        // Surrogates that stand alone can't be written down, and Python reads all line ends as one.
        return stringIn(text.slice(0, from) + written + text.slice(to))?.text === `a${put}`;
      }),
      { numRuns: 40, examples: [['r"""', '\r']] },
    );
  });
});
