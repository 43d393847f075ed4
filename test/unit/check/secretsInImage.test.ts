import assert from 'node:assert/strict';
import type { ImageSeen } from '../../../src/check/observations';
import { judgeContainer } from '../../../src/check/judgeContainer';
import { goodRun, trained } from './observed';

/** What a check says of an image that is like this. */
function found(image: Partial<ImageSeen>): readonly string[] {
  const seen = trained(goodRun);
  const all = seen.image && { ...seen.image, ...image };
  const rules = judgeContainer('car', { ...seen, ...(all && { image: all }) }, ['secret.value']);
  return rules.flatMap(({ verdict, evidence }) => (verdict === 'pass' ? [] : [`${verdict}: ${evidence.join()}`]));
}

describe('secrets in an image', () => {
  const held: readonly (readonly [what: string, image: Partial<ImageSeen>, wanted: RegExp])[] = [
    ['a password in an address', { environment: { STORE: 'postgres://svc:Zt7Kq2mW9xRp@db.internal/f' } }, /ENV STORE/],
    ['a token of a hub', { environment: { HUB: `hf_${'aB3'.repeat(12)}` } }, /ENV HUB/],
    [
      'an index with a password',
      { history: ['RUN /bin/sh -c pip install -i https://ci:Zt7Kq2mW@pypi.example/simple x # buildkit'] },
      /a layer holds an address with a password/,
    ],
  ];
  for (const [what, image, wanted] of held) {
    it(`are found: ${what}`, () => {
      const [one = ''] = found(image);
      assert.match(one, wanted);
    });
  }

  const harmless: Readonly<Record<string, string>> = {
    PROXY: 'http://proxy.internal:3128/a@b',
    STORE: 'postgres://svc:${PASSWORD}@db.internal/f',
    SAMPLE: 'mysql://user:password@localhost/db',
    OWNER: 'https://svc@db.internal:5432',
    TOKENIZER_PATH: '/opt/tokenizer',
    MAX_TOKENS: '512',
    API_KEY_FILE: '/run/secrets/key',
  };
  it('are not what only looks like one', () => {
    assert.deepEqual(found({ environment: harmless }), []);
  });
});
