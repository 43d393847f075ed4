import assert from 'node:assert/strict';
import { judgeSchema } from '../../../../src/validation/sparkml/judgeSchema';
import { createModelLimit, fixtureLimit } from '../../../../src/validation/sparkml/checkLength';
import { ruleExamples, textRules } from './ruleExamples';

const codesOf = (text: string): readonly string[] => judgeSchema(text, createModelLimit).map(({ code }) => code);

describe('judgeSchema', () => {
  it('has an example of each rule', () => {
    assert.deepEqual([...new Set(ruleExamples.map(({ rule }) => rule))].sort(), [...textRules].sort());
  });

  for (const { rule, text, codes, marked, good } of ruleExamples) {
    it(`finds ${rule} in ${JSON.stringify(text).slice(0, 80)}`, () => {
      const found = judgeSchema(text, createModelLimit);
      assert.deepEqual(
        found.map(({ code }) => code),
        codes,
      );
      const [first] = found;
      assert.equal(text.slice(first?.from, first?.to), marked);
      assert.deepEqual(
        codesOf(good).filter((code) => code === rule),
        [],
      );
    });

    it(`repairs ${rule} in ${JSON.stringify(text).slice(0, 80)}`, () => {
      for (const { title, changes } of judgeSchema(text, createModelLimit)[0]?.repairs ?? []) {
        const repaired = [...changes]
          .sort((a, b) => b.from - a.from)
          .reduce((after, change) => after.slice(0, change.from) + change.text + after.slice(change.to), text);
        assert.ok(!codesOf(repaired).includes(rule), `${title}: ${repaired}`);
      }
    });
  }

  const order: readonly (readonly [what: string, text: string, codes: readonly string[]])[] = [
    [
      'says what keeps a schema from being read before what its words mean',
      '{"input": [{"name": "a", "type": "bigint"}], "output": {"name": "o", "type": "double", "val": 1}, "x": 1}',
      ['C02', 'S03', 'T02'],
    ],
    [
      'says that a key is missing where the container notices it, at the end: an unknown one comes before',
      '{"input": [{"id": 1, "type": "int"}], "version": 2}',
      ['C02', 'C04', 'S03', 'S06'],
    ],
    [
      'says what is refused before what is only suspicious',
      '{"input": [{"name": "a", "name": "b", "type": "int"}], "output": "p"} }',
      ['S08', 'P12', 'P11'],
    ],
    [
      'does so also where only words are wrong',
      '{"input": [{"name": "v", "type": "long", "struct": "array"}, {"name": "d", "type": "int"}, {"name": "d", "type": "int"}], "output": {"name": "o", "type": "double"}}',
      ['M01', 'T10', 'M07'],
    ],
    [
      'leaves the types of a column alone whose keys are wrong',
      '{"input": [{"name": "a", "type": "bigint", "nullable": true}], "output": {"name": "o", "type": "double"}}',
      ['C02'],
    ],
    [
      'reads on after what is plain',
      `{'input': [], 'output': {'name': 'o', 'type': 'text', 'struct': None,},}`,
      ['P03', 'P10', 'P04', 'P04', 'S09', 'T02'],
    ],
    [
      'looks inside quotes that are too many',
      `'{"input": [], "output": {"name": "o", "type": "text"}}'`,
      ['P08', 'S09', 'T02'],
    ],
    ['takes a list of literals for what it is', '[None, true]', ['P10', 'S01']],
    ['stops at a mistake that could mean anything', '{"input" = [None]}', ['P02']],
    ['stops at too many levels', '['.repeat(1_000), ['P02']],
  ];
  for (const [what, text, codes] of order) it(what, () => assert.deepEqual(codesOf(text), codes));

  it('judges an open text alike with a line break behind it and without', () => {
    for (const open of ['{"input": [], "output": "a""}}', `{"input": 'a}`, '{"input": "a\n\n b}']) {
      const spans = (text: string) => judgeSchema(text, createModelLimit).map(({ code, from, to }) => [code, from, to]);
      assert.deepEqual(spans(`${open}\n`), spans(open), open);
      assert.deepEqual(spans(`${open}\r\n`), spans(open), open);
    }
  });

  it('takes what the container takes', () => {
    for (const text of [
      '\n\t {"output": {"struct": null, "type": "string", "name": "o"}, "input": [{"name": "a", "type": "byte"}]}\n',
      '{"input":[{"name":"\\u00e9\\n\\/","type":"boolean","struct":"basic"}],"output":{"name":"o","type":"int"}}',
      '{"input": [{"name": "v", "type": "int", "struct": "array"}], "output": {"name": "f", "type": "string", "struct": "array"}}',
    ]) {
      assert.deepEqual(
        codesOf(text).filter((code) => code !== 'M07'),
        [],
      );
    }
  });

  it('counts a fixture without the blanks that may still go', () => {
    const columns = Array.from({ length: 12 }, (_, n) => ({ name: `c${n}`, type: 'int' }));
    const schema = JSON.stringify({ input: columns, output: { name: 'o', type: 'int' } }, undefined, 16);
    assert.ok(schema.length > 1024);
    assert.deepEqual(
      judgeSchema(schema, fixtureLimit).map(({ code, severity }) => [code, severity]),
      [['M05', 'warning']],
    );
    assert.deepEqual(judgeSchema(schema), []);
  });
});
