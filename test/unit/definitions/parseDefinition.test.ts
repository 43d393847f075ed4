import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDefinition } from '../../../src/definitions/parseDefinition';
import { coveredText, isInText } from './coveredText';

const path = '/project/car.training-job.json';

describe('parseDefinition', () => {
  const faults: readonly (readonly [text: string, place: string, sentence: RegExp])[] = [
    ['', '', /empty/],
    [' \n', ' …', /empty/],
    ['{"A": 1,}', '}', /field name/],
    ['{"A" 1}', '1', /colon/],
    ['{"A": 1 "B": 2}', '"B"', /comma/],
    ['{"A": 1', '', /closing }/],
    ['{"A": [1}', '}', /closing \]|comma/],
    ['// x\n{}', '// x', /comments/],
    ["{'A': 1}", "'A'", /word|field name/],
    ['{"A": True}', 'True', /word/],
    ['{"A": }', '}', /value/],
    ['{"A": "x}', '"x}', /quote/],
    ['{"A": "\\q"}', '"\\q"', /escape/],
    ['{} {}', '{', /follows/],
    ['[]', '[]', /one JSON object/],
    ['"x"', '"x"', /one JSON object/],
  ];
  for (const [text, place, sentence] of faults) {
    it(`says where ${JSON.stringify(text)} is wrong`, () => {
      const { definition, diagnostics } = parseDefinition(path, text);
      assert.equal(definition, undefined);
      assert.equal(diagnostics.length, 1);
      const [only] = diagnostics;
      assert.ok(only);
      assert.equal(only.code, 'definition.json');
      assert.match(only.message, sentence);
      assert.equal(coveredText(text, only.range), place);
    });
  }

  it('reads a request, with or without a byte order mark', () => {
    for (const mark of ['', '\uFEFF']) {
      const { definition, diagnostics } = parseDefinition(path, `${mark}{"HyperParameters": {"depth": "4"}}`);
      assert.deepEqual(diagnostics, []);
      assert.equal(definition?.kind, 'training-job');
      assert.deepEqual(definition.request, { HyperParameters: { depth: '4' } });
    }
  });

  it('warns of a field that stands twice, on the second one', () => {
    const text = '{"A": 1,\r\n "A": {"B": 1, "B": 2}}';
    const { definition, diagnostics } = parseDefinition(path, text);
    assert.ok(definition);
    assert.deepEqual(
      diagnostics.map(({ code, severity, range }) => [code, severity, range.start.line, coveredText(text, range)]),
      [
        ['definition.duplicate', 'warning', 1, '"A"'],
        ['definition.duplicate', 'warning', 1, '"B"'],
      ],
    );
  });

  it('refuses nesting that would exhaust the stack, and a file of no kind', () => {
    assert.match(parseDefinition(path, '['.repeat(200_000)).diagnostics[0]?.message ?? '', /deeply/);
    assert.equal(parseDefinition('/project/package.json', '{}').diagnostics[0]?.code, 'definition.kind');
  });

  it('keeps a field called __proto__ a field', () => {
    const { definition } = parseDefinition(path, '{"__proto__": {"polluted": true}}');
    assert.deepEqual(Object.keys(definition?.request ?? {}), ['__proto__']);
  });

  it('never throws, and points into the text, whatever the text is', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '\n',
      '\r',
      '1',
      '-',
      'true',
      '"A"',
      '/*',
      '//',
      '\u{1F600}',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
          fc.string(),
          fc.json(),
        ),
        (text) => {
          const { definition, diagnostics } = parseDefinition(path, text);
          assert.ok(definition ?? diagnostics.length > 0);
          for (const { range } of diagnostics) assert.ok(isInText(text, range), JSON.stringify(range));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
