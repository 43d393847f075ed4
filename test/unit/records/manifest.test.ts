import assert from 'node:assert/strict';
import { parseManifest } from '../../../src/records/manifest';

describe('a manifest (B14)', () => {
  it('names a prefix and keys', () => {
    assert.deepEqual(parseManifest('[{"prefix":"file://data/"},"a.csv","b/c.csv"]'), {
      prefix: 'file://data/',
      keys: ['a.csv', 'b/c.csv'],
    });
  });

  const wrong: readonly [text: string, why: RegExp][] = [
    ['{', /not JSON/],
    ['{}', /no list/],
    ['["a"]', /no prefix/],
    ['[null,"a"]', /no prefix/],
    ['[{"prefix":""},"a"]', /no prefix/],
    ['[{"prefix":"file://a"}]', /no file/],
    ['[{"prefix":"file://a"},"b",3]', /entry 3 is no key/],
  ];
  for (const [text, why] of wrong) {
    it(`is refused: ${text}`, () => {
      assert.throws(() => parseManifest(text), { code: 'records.manifest', message: why });
    });
  }
});
