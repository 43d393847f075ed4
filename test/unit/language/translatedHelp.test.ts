import assert from 'node:assert/strict';
import { join } from 'node:path';
import { completions } from '../../../src/language/completion';
import { hover } from '../../../src/language/hover';
import type { LanguageContext } from '../../../src/language/languageContext';
import { readCatalogue } from '../../../src/texts/readCatalogue';
import { translator } from '../../../src/texts/translator';
import { repository } from '../../machine/repository';
import { fakeFiles } from '../validation/fakeFiles';

const context: LanguageContext = {
  files: fakeFiles([]),
  style: 'posix',
  projectRootOf: () => '/car',
  pathOf: (uri) => uri.slice('file://'.length),
  uriOf: (path) => `file://${path}`,
  rulePage: () => undefined,
  translate: translator(readCatalogue(join(repository, 'l10n'), 'ja') ?? {}),
};
const document = { uri: 'file:///car/car.sparkml-schema.json', languageId: 'json' };
const text = '{"input": [{"name": "age", "type": "int"}], "output": {"name": "p", "type": "double"}}';

describe('help in a Japanese editor', () => {
  const said = async (word: string): Promise<string> =>
    JSON.stringify(await hover(document, text, text.indexOf(word) + 1, context));

  it('explains columns, types and keys line by line', async () => {
    assert.match(await said('age'), /入力 1 列中の 1 番目、int.*CSV: 最初の行の 1 番目のフィールド/);
    assert.match(await said('double'), /double\*\*: 小数/);
    assert.match(await said('"input'), /ここでは 1 列です。/);
  });

  it('says beside each proposal what it is', async () => {
    const items = await completions(document, text, text.indexOf('int"') + 1, context);
    assert.equal(items.find(({ label }) => label === 'long')?.detail, '整数、64 ビット');
  });
});
