import assert from 'node:assert/strict';
import { exitMessageOf } from '../../../src/contract/exitMessage';

const parts = (...texts: readonly string[]) => texts.map((text) => Buffer.from(text));

describe('exitMessageOf', () => {
  it('P8: is what the container wrote', () =>
    assert.deepEqual(exitMessageOf(parts('12 rows\n')), { text: '12 rows\n' }));
  it('P8: is absent without a file, and empty for an empty one', () => {
    assert.deepEqual(exitMessageOf([]), { text: undefined });
    assert.deepEqual(exitMessageOf(parts('')), { text: '' });
  });
  it('P8: puts those of several containers together, then cuts', () => {
    assert.deepEqual(exitMessageOf(parts('a', 'b')), { text: 'ab' });
    assert.deepEqual(exitMessageOf(parts('a'.repeat(1000), 'b'.repeat(1000))), {
      text: 'a'.repeat(1000) + 'b'.repeat(24),
    });
  });
  it('P8: takes 1024 bytes, and no half of a character', () => {
    assert.deepEqual(exitMessageOf(parts('x'.repeat(1025))), { text: 'x'.repeat(1024) });
    assert.deepEqual(exitMessageOf(parts(`${'x'.repeat(1023)}ä`)), { text: 'x'.repeat(1023) });
    assert.deepEqual(exitMessageOf(parts(`${'x'.repeat(1022)}ä`)), { text: `${'x'.repeat(1022)}ä` });
    assert.deepEqual(exitMessageOf(parts(`${'x'.repeat(1021)}\u{1F600}`)), { text: 'x'.repeat(1021) });
  });
  for (const bytes of [[0xff], [0xc3, 0x28], [0x61, 0xe2, 0x82]])
    it(`P8: is no text: ${bytes.map((byte) => byte.toString(16)).join(' ')}`, () =>
      assert.deepEqual(exitMessageOf([Uint8Array.from(bytes)]), { notUtf8: true }));
});
