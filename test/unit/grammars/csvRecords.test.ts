import assert from 'node:assert/strict';
import { csvRecords } from '../../../src/grammars/csvRecords';

describe('rows of CSV', () => {
  const texts = (text: string, most?: number): readonly (readonly string[])[] =>
    csvRecords(text, most).records.map((fields) => fields.map((field) => field.text));

  it('end with any line end, and empty lines are none', () => {
    assert.deepEqual(texts('a,b\r\n\r\nc,\rd,e\n'), [
      ['a', 'b'],
      ['c', ''],
      ['d', 'e'],
    ]);
    assert.deepEqual(texts('a\nb\nc\n', 2), [['a'], ['b']]);
  });

  it('have quotes at the beginning of a value only, with the place of each value', () => {
    assert.deepEqual(texts('"x, ""y""",a"b\n'), [['x, "y"', 'a"b']]);
    assert.deepEqual(csvRecords('a,"b"').records, [
      [
        { from: 0, to: 1, text: 'a', next: 1 },
        { from: 2, to: 5, text: 'b', next: 5 },
      ],
    ]);
  });

  it('end where they can not be read', () => {
    assert.equal(csvRecords('a\n"b').fault?.from, 2);
    assert.match(csvRecords('"a"b').fault?.message ?? '', /follows the closing quote/);
  });
});
