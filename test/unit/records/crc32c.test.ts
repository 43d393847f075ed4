import assert from 'node:assert/strict';
import { crc32c, maskedCrc32c } from '../../../src/records/crc32c';

describe('CRC-32C', () => {
  it('gives the check value of its catalogue, and those of RFC 3720', () => {
    assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
    assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
    assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
    assert.equal(crc32c(Buffer.alloc(0)), 0);
  });

  it('is masked by a rotation and a constant', () => {
    assert.equal(maskedCrc32c(Buffer.alloc(0)), 0xa282ead8);
  });
});
