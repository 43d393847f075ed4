import assert from 'node:assert/strict';
import type { SplitType } from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { AppError } from '../../../src/contract/appError';
import { recordSplitter } from '../../../src/records/recordSplitter';
import { anyCuts, inPieces, recordsOf } from './bytes';
import frames from './frames/frames.json';
import { recordIO, tfRecord } from './frameWriters';

const noLimit = { maxRecordBytes: Number.MAX_SAFE_INTEGER };
const anyBytes = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const anyContents = fc.array(anyBytes, { maxLength: 12 });
const anyText = fc
  .array(fc.oneof(fc.constantFrom('\n', '\r\n', '\r', 'é€😀', 'a,"b'), fc.string({ maxLength: 8 })), { maxLength: 30 })
  .map((parts) => Buffer.from(parts.join('')));

function rawRecords(splitType: SplitType, data: Buffer, cuts: readonly number[]): Buffer[] {
  return recordsOf(recordSplitter(splitType, noLimit), inPieces(data, cuts)).map(({ raw }) => raw);
}

function fails(code: string, words: RegExp) {
  return (error: unknown) => error instanceof AppError && error.code === code && words.test(error.message);
}

describe('records of a file', () => {
  const files: readonly [splitType: SplitType, file: fc.Arbitrary<Buffer>][] = [
    ['None', anyBytes],
    ['Line', anyText],
    ['RecordIO', anyContents.map((contents) => Buffer.concat(contents.map((content) => recordIO(content))))],
    ['TFRecord', anyContents.map((contents) => Buffer.concat(contents.map(tfRecord)))],
  ];
  for (const [splitType, file] of files) {
    it(`${splitType}: are the same however the bytes arrive, and together they are the file`, () => {
      fc.assert(
        fc.property(file, anyCuts, (data, cuts) => {
          const records = rawRecords(splitType, data, cuts);
          assert.deepEqual(Buffer.concat(records), data);
          assert.deepEqual(records, rawRecords(splitType, data, []));
        }),
      );
    });

    it(`${splitType}: an empty file has none`, () => {
      assert.deepEqual(rawRecords(splitType, Buffer.alloc(0), [0, 0]), []);
    });
  }

  it('are lines with their endings, empty ones too, and a last one without (D32: no byte is changed)', () => {
    const text = 'a\r\n\n"ü\r\r\nlast';
    const lines = rawRecords('Line', Buffer.from(text), [1, 2, 3, 6]).map(String);
    assert.deepEqual(lines, ['a\r\n', '\n', '"ü\r\r\n', 'last']);
  });

  it('are lines of bytes that are no text', () => {
    const data = Buffer.of(0xff, 0xfe, 0x0a, 0x00, 0xc3, 0x0a);
    assert.deepEqual(rawRecords('Line', data, []), [data.subarray(0, 3), data.subarray(3)]);
  });

  for (const [name, { file, contents }] of Object.entries(frames)) {
    it(`${name}: are those that another reader finds in another writer's file`, () => {
      const splitType = name.startsWith('TFRecord') ? 'TFRecord' : 'RecordIO';
      const records = recordsOf(recordSplitter(splitType, noLimit), inPieces(Buffer.from(file, 'base64'), [5, 70, 71]));
      assert.deepEqual(
        records.map(({ content }) => content.toString('base64')),
        contents,
      );
    });
  }

  it('RecordIO: are put together from parts, with the magic number between them', () => {
    const [one, two, three] = ['one', 'two', 'three'].map((text) => Buffer.from(text));
    assert.ok(one && two && three);
    const file = Buffer.concat([recordIO(one, 1), recordIO(two, 2), recordIO(three, 3), recordIO(one)]);
    const magic = Buffer.of(0x0a, 0x23, 0xd7, 0xce);
    const contents = recordsOf(recordSplitter('RecordIO', noLimit), [file]).map(({ content }) => content);
    assert.deepEqual(contents, [Buffer.concat([one, magic, two, magic, three]), one]);
  });
});

describe('a file that is not what SplitType says', () => {
  const record = tfRecord(Buffer.from('some data'));
  const spoilt = (at: number) => Buffer.from(record.map((byte, index) => (index === at ? byte ^ 1 : byte)));
  const cases: readonly [name: string, splitType: SplitType, file: Buffer, words: RegExp][] = [
    ['TFRecord with a wrong length', 'TFRecord', spoilt(0), /record 1, at byte 0, .*checksum of its length/],
    [
      'TFRecord with wrong data',
      'TFRecord',
      Buffer.concat([record, spoilt(14)]),
      /record 2, at byte 25, .*of its data/,
    ],
    ['TFRecord that is cut off', 'TFRecord', record.subarray(0, -1), /ends in the middle/],
    ['RecordIO that is text', 'RecordIO', Buffer.from('a,b\nc,d\n'), /magic number/],
    ['RecordIO that is cut off', 'RecordIO', recordIO(Buffer.from('abcde')).subarray(0, -1), /ends in the middle/],
    ['RecordIO with a part too many', 'RecordIO', recordIO(Buffer.from('a'), 3), /not in order/],
    ['RecordIO without its last part', 'RecordIO', recordIO(Buffer.from('a'), 1), /ends in the middle/],
    ['RecordIO with unknown flags', 'RecordIO', recordIO(Buffer.from('a'), 5), /flags/],
  ];
  for (const [name, splitType, file, words] of cases) {
    it(`is refused: ${name}`, () => {
      assert.throws(() => rawRecords(splitType, file, [3]), fails('records.framing', words));
    });
  }

  it('has a record above the limit: it is named before it is read whole', () => {
    const limited = (splitType: SplitType) => recordSplitter(splitType, { maxRecordBytes: 4 });
    const long = (splitType: SplitType, file: Buffer) => {
      assert.throws(() => limited(splitType).push(file), fails('records.tooLong', /more|longer than MaxPayloadInMB/));
    };
    long('None', Buffer.from('12345'));
    long('Line', Buffer.from('12\n1234567'));
    long('TFRecord', tfRecord(Buffer.from('12345')).subarray(0, 12));
    long('RecordIO', recordIO(Buffer.from('12345')).subarray(0, 8));
    assert.throws(() => limited('Line').push(Buffer.from('123\n1234\n')), fails('records.tooLong', /record 2 /));
  });
});
