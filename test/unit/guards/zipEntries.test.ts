import assert from 'node:assert/strict';
import { zipEntries } from '../../guards/zipEntries';

/** `printf hi > a.txt; zip -0`, by hand: one stored file. */
const name = Buffer.from('a.txt');
const local = Buffer.alloc(30);
local.writeUInt32LE(0x04034b50, 0);
local.writeUInt16LE(name.length, 26);
const content = Buffer.from('hi');
const central = Buffer.alloc(46);
central.writeUInt32LE(0x02014b50, 0);
central.writeUInt32LE(content.length, 20);
central.writeUInt32LE(content.length, 24);
central.writeUInt16LE(name.length, 28);
const end = Buffer.alloc(22);
end.writeUInt32LE(0x06054b50, 0);
end.writeUInt16LE(1, 10);
end.writeUInt32LE(local.length + name.length + content.length, 16);
const archive = Buffer.concat([local, name, content, central, name, end]);

describe('zipEntries', () => {
  it('reads names, sizes and contents', () => {
    const entries = zipEntries(archive);
    assert.deepEqual(
      entries.map((entry) => [entry.name, entry.size, entry.content().toString()]),
      [['a.txt', 2, 'hi']],
    );
  });

  it('refuses what is no archive', () => assert.throws(() => zipEntries(Buffer.alloc(40)), RangeError));
});
