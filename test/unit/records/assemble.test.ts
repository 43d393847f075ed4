import assert from 'node:assert/strict';
import { assemble } from '../../../src/records/assemble';

const assembled = (answer: string, how: 'None' | 'Line') =>
  Buffer.concat(assemble(Buffer.from(answer), how)).toString();

describe('AssembleWith (B8)', () => {
  it('None: keeps the answers as they are', () => {
    assert.deepEqual(
      ['a', 'a\n', ''].map((answer) => assembled(answer, 'None')),
      ['a', 'a\n', ''],
    );
  });

  it('D33: Line ends each answer with one newline, not with a second', () => {
    assert.deepEqual(
      ['a', 'a\n', 'a\r\n', ''].map((answer) => assembled(answer, 'Line')),
      ['a\n', 'a\n', 'a\r\n', '\n'],
    );
  });
});
