import assert from 'node:assert/strict';
import { inOneText, templateFinder, translator } from '../../../src/texts/translator';

const catalogue = {
  'No engine answers.': 'エンジンが応答しません。',
  'There is no {0} in {1}.': '{1} に {0} がありません。',
  '{0} is {1}; it must be {2}.': '{0} は {1} です。{2} にしてください。',
  '{0} was {1}.': '{0} は {1} です。',
  'at least {0}': '{0} 以上',
  '; did you mean {0}?': ' ({0} の誤りではありませんか?)',
  '{0} has no field {1}{2}': '{0} に {1} というフィールドはありません{2}',
  '{0}: {1}': '{0}: {1}',
  '{0}, or {1}': '{0}, または {1}',
  '{0} takes {1}': '{0}には {1} を使います',
  'a number': '数値',
  '{0}: {1}{2} [{3}]': '{0}: {1}{2} [{3}]',
  ' {0}': '{0}',
  'Rename it to {0}.': '名前を {0} に変えてください。',
  'The row has {0}, the schema {1}': '行は {0}、スキーマは {1} です',
  '{0}: "{1}" gets none.': '{0}。「{1}」に値がありません。',
  'Costs $1 (at {0})': '{0} で $1',
  '{0} can not be started{1}.{2}': '{0} を開始できません{1}。{2}',
  ': {0} {1}': ': {0} {1}',
  'is not found': 'がありません',
  ' The engine says: {0}': 'エンジン: {0}',
};
const translate = translator(catalogue);

describe('translator', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['No engine answers.', 'エンジンが応答しません。'],
    ['There is no Dockerfile in /a b/c.', '/a b/c に Dockerfile がありません。'],
    ['InstanceCount is 0; it must be at least 1.', 'InstanceCount は 0 です。1 以上にしてください。'],
    ['the request has no field Foo', 'the request に Foo というフィールドはありません'],
    ['X has no field Foo; did you mean Fo?', 'X に Foo というフィールドはありません (Fo の誤りではありませんか?)'],
    ['algo.json: No engine answers.', 'algo.json: エンジンが応答しません。'],
    ['"a, or b" was 1.', '"a, または b" は 1 です。'],
    ['a number takes a number', '数値には数値を使います'],
    ['x takes 1', 'x には 1 を使います'],
    ['"x" takes (y)', '"x"には (y) を使います'],
    [
      'a.json:1:2: x has no field Foo; did you mean Fo? Rename it to Fo. [field.unknown]\na.json:3:4: No engine answers. [e]',
      'a.json:1:2: x に Foo というフィールドはありません (Fo の誤りではありませんか?)名前を Fo に変えてください。 [field.unknown]\na.json:3:4: エンジンが応答しません。 [e]',
    ],
    ['The row has 3, the schema 4: "x" gets none.', '行は 3、スキーマは 4 です。「x」に値がありません。'],
    ['a\nb was 1.', 'a\nb は 1 です。'],
    ['Costs $1 (at night)', 'night で $1'],
    ['image can not be started.', 'image を開始できません。'],
    ['image can not be started: "go.py" is not found.', 'image を開始できません: "go.py" がありません。'],
    ['a can not be started: b is not found. The engine says: c', 'a を開始できません: b がありません。エンジン: c'],
  ];
  for (const [english, other] of cases) it(english, () => assert.equal(translate(english), other));

  it('knows what to do, which stands behind the words of somebody else', () => {
    const both = translator({ 'It broke. It said: {0}': '壊れました。出力: {0}', 'Mend it.': '直してください。' });
    assert.equal(both('It broke. It said: no such file Mend it.'), '壊れました。出力: no such file 直してください。');
    assert.equal(both('Error of mine Mend it.'), 'Error of mine 直してください。');
    assert.equal(both('Error of mine; Mend it'), 'Error of mine; Mend it');
  });

  it('leaves a text alone that it does not know', () => {
    for (const text of ['', 'Nothing of the kind', 'constructor', '__proto__', 'a: b', ': a b', 'Do a, or b'])
      assert.equal(translate(text), text);
  });

  it('leaves what looks like a place in a value as it is', () => {
    assert.equal(translate('There is no {1} in $&.'), '$& に {1} がありません。');
  });

  it('takes the template with most fixed characters', () => {
    const templateOf = templateFinder(catalogue);
    assert.equal(templateOf('a is b; it must be c.'), '{0} is {1}; it must be {2}.');
    assert.equal(templateOf('a was b.'), '{0} was {1}.');
    assert.equal(templateOf('nothing'), undefined);
  });

  it('comes to an end whatever is nested', () => {
    for (const text of ['a: '.repeat(500), `x has no field ${'; did you mean '.repeat(20)}`]) {
      assert.equal(translate(text).length > 0, true);
    }
  });
});

describe('inOneText', () => {
  it('puts a blank between English sentences only', () => {
    assert.equal(inOneText('A.', 'B.'), 'A. B.');
    assert.equal(inOneText('甲。', '乙。'), '甲。乙。');
  });
});
