import assert from 'node:assert/strict';
import { coreTextFaults, wantedTexts, type CoreTextFacts } from '../../guards/coreTexts';
import { readCatalogues } from '../../guards/readCatalogues';
import { readSources } from '../../guards/readSources';

const code = 'throw new AppError("job.gone", `${job} has ended.`, "Start it again.");';
const sound: CoreTextFacts = {
  sources: new Map([['local/some.ts', code]]),
  catalogues: { 'core.ja.json': { '{0} has ended.': '{0} は終了しました。', 'Start it again.': '再開してください。' } },
};
const withText = (key: string, text: string): CoreTextFacts => ({
  ...sound,
  catalogues: { 'core.ja.json': { ...sound.catalogues['core.ja.json'], [key]: text } },
});
const wanted = (file: string, text: string): readonly string[] => wantedTexts(file, text).map((one) => one.text);

describe('texts of the core', function () {
  // Each text is held against all templates.
  this.timeout(60_000);

  it('are translated as far as they are said to be', () =>
    assert.deepEqual(coreTextFaults({ sources: readSources(), catalogues: readCatalogues() }), []));
});

describe('the guard of the core’s texts', () => {
  it('is silent where everything fits', () => assert.deepEqual(coreTextFaults(sound), []));

  const cases: readonly (readonly [facts: CoreTextFacts, fault: string])[] = [
    [
      { ...sound, catalogues: { 'core.ja.json': { '{0} has ended.': '{0} は終了しました。' } } },
      'core.ja.json has no text for "Start it again." (local/some.ts:1)',
    ],
    [withText('Gone text.', '旧'), 'core.ja.json: no code says "Gone text."'],
    [
      withText('{0} has ended.', '終了しました。'),
      'core.ja.json: the {n} of "{0} has ended." differ from the original\'s',
    ],
    [withText('some', '何か'), 'core.ja.json: "some" is one word, which could be anybody\'s value'],
    [withText('{1} has ended.', '{1}'), 'core.ja.json: no code says "{1} has ended."'],
  ];
  for (const [facts, fault] of cases) {
    it(`says: ${fault}`, () => assert.ok(coreTextFaults(facts).includes(fault), coreTextFaults(facts).join('\n')));
  }

  it('finds what an AppError says, also by way of constants and choices', () => {
    const more = `const action = some ? 'Do one thing.' : other ?? 'Do the other.';
      throw new AppError('a.b', isBig ? 'It is big.' : \`It is \${size}.\`, action);
      const unseen = 'Nobody asks for this.';`;
    assert.deepEqual(wanted('engines/some.ts', more), ['It is big.', 'It is {0}.', 'Do one thing.', 'Do the other.']);
  });

  it('finds all sentences of a room that is complete', () => {
    const more = `import 'some text'; const a = 'some words'; const b = \`\${c} more\`; const d = 'word';
      throw new Error('This is a bug.'); const e: 'a type' = f;`;
    assert.deepEqual(wanted('definitions/some.ts', more), ['some words', '{0} more']);
  });
});
