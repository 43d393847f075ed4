import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AppError } from '../../../src/contract/appError';
import { dataProcessor, type ProcessedFormat, type ProcessingOptions } from '../../../src/records/dataProcessing';

const plain: ProcessingOptions = { format: 'csv', inputFilter: '$', joinSource: 'None', outputFilter: '$' };

const sent = (format: ProcessedFormat, inputFilter: string, record: string) =>
  dataProcessor({ ...plain, format, inputFilter })
    .filter(Buffer.from(record))
    .toString();
const stored = (own: Partial<ProcessingOptions>, records: readonly string[], answer: string) =>
  dataProcessor({ ...plain, ...own })
    .finish(
      records.map((record) => Buffer.from(record)),
      Buffer.from(answer),
    )
    .toString();
const fails = (words: RegExp) => (error: unknown) =>
  error instanceof AppError && error.code === 'records.processing' && words.test(error.message);

describe('InputFilter', () => {
  const cases: readonly [format: ProcessedFormat, path: string, record: string, sent: string][] = [
    ['csv', '$', '1,2,3\r\n', '1,2,3\r\n'],
    ['csv', '$[1:]', '1,2,3\r\n', '2,3\r\n'],
    ['csv', '$[0]', '1,2,3', '1'],
    ['csv', '$[2,0,-1]', '1,2,3\n', '3,1,3\n'],
    ['csv', '$[1:3]', '1,2,3,4\n', '2,3\n'],
    ['csv', '$[1:]', 'id,"a ""b"", c",  1.50 ,\n', '"a ""b"", c",  1.50 ,\n'],
    ['csv', '$[1:]', '1,2\n3,4\n', '2\n4\n'],
    ['jsonlines', '$.features', '{"id":1,"features":[1.0, 2e3]}\n', '[1.0, 2e3]\n'],
    ['json', '$.features', '{\n "id": 1,\n "features": [1,\n 2]\n}\n', '[1,\n 2]\n'],
    [
      'json',
      "$['b','a']",
      '{"a": 12345678901234567890, "b" : "x,]", "c": 1}',
      '{"b" : "x,]","a": 12345678901234567890}',
    ],
    ['json', '$.a.*', '{"a":{"x":1,"y":[2]}}', '[1,[2]]'],
    ['json', '$[*].id', '[{"id":1},{"no":2},{"id":3}]', '[1,3]'],
    ['json', '$[-1]', '[1,2,{"a":"}"}]', '{"a":"}"}'],
    ['json', '$[0,2]', '[1,2,3]', '[1,3]'],
    ['json', '$[1:]', '[1,2,3]', '[2,3]'],
    ['json', '$.größe', '{"gr\\u00f6\\u00dfe":"groß"}', '"groß"'],
    ['json', '$.a', '{"a":1,"a":2}', '2'],
    ['json', '$.a[0].b', '{"a":[{"b":"\\"]"}]}', '"\\"]"'],
  ];
  for (const [format, path, record, expected] of cases) {
    it(`${format} ${path}: ${JSON.stringify(record)}`, () => {
      assert.equal(sent(format, path, record), expected);
    });
  }

  const wrong: readonly [format: ProcessedFormat, path: string, record: string, words: RegExp][] = [
    ['csv', '$[3]', '1,2,3', /InputFilter: an index lies outside the 3 columns/],
    ['csv', '$[-4]', '1,2,3', /outside/],
    ['csv', '$.id', '1,2,3', /columns only/],
    ['json', '$.id', '{"a":1}', /there is no id/],
    ['json', '$.id', '[1]', /no object where the path has id/],
    ['json', '$[0]', '{"a":1}', /no list/],
    ['json', '$[2]', '[1]', /outside its list of 1/],
    ['jsonlines', '$.id', 'id\n', /record is not JSON: "id"/],
  ];
  for (const [format, path, record, words] of wrong) {
    it(`${format} ${path} fails on ${JSON.stringify(record)}`, () => {
      assert.throws(() => sent(format, path, record), fails(words));
    });
  }

  it('changes no byte of a column that it keeps, whatever its encoding', () => {
    const processor = dataProcessor({ ...plain, inputFilter: '$[*]' });
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const record = Buffer.from(bytes);
        assert.deepEqual(processor.filter(record), record);
      }),
    );
  });
});

describe('JoinSource and OutputFilter (B13)', () => {
  it('put the answer behind the columns of each row', () => {
    assert.equal(stored({ joinSource: 'Input' }, ['1,2\n', '3,4\n'], 'a,b\nc,d\n'), '1,2,a,b\n3,4,c,d\n');
    assert.equal(stored({ joinSource: 'Input' }, ['1,2\r\n', '3,4'], 'a\nb'), '1,2,a\n3,4,b');
  });

  it('choose columns of the joined row', () => {
    const own: Partial<ProcessingOptions> = { joinSource: 'Input', outputFilter: '$[0,-1]' };
    assert.equal(stored(own, ['7,2,3\n'], '0.5\n'), '7,0.5\n');
    assert.throws(
      () => stored({ ...own, outputFilter: '$[4]' }, ['7,2,3\n'], '0.5\n'),
      fails(/OutputFilter.* 4 columns/),
    );
  });

  it('need a row for each record', () => {
    const own: Partial<ProcessingOptions> = { joinSource: 'Input' };
    assert.throws(() => stored(own, ['1\n', '2\n'], 'a\n'), fails(/1 rows for 2 records/));
    assert.throws(() => stored(own, ['1\n'], ''), fails(/0 rows for 1 records/));
  });

  it('give an object a member, and wrap anything else', () => {
    const own: Partial<ProcessingOptions> = { format: 'jsonlines', joinSource: 'Input' };
    const records = ['{"key":1.0}\n', '{}\n', '[1]\n', '"text"\n'];
    assert.deepEqual(stored(own, records, '{"label":1}\n2\n[3]\nnull\n').split('\n'), [
      '{"key":1.0,"SageMakerOutput":{"label":1}}',
      '{"SageMakerOutput":2}',
      '{"SageMakerInput":[1],"SageMakerOutput":[3]}',
      '{"SageMakerInput":"text","SageMakerOutput":null}',
      '',
    ]);
  });

  it('replace a member that has the reserved name', () => {
    const own: Partial<ProcessingOptions> = { format: 'json', joinSource: 'Input' };
    assert.equal(stored(own, ['{"SageMakerOutput":0,"a":1}'], '2'), '{"a":1,"SageMakerOutput":2}');
  });

  it('take a JSON answer of several lines for one record as one value', () => {
    const own: Partial<ProcessingOptions> = {
      format: 'json',
      joinSource: 'Input',
      outputFilter: "$['id','SageMakerOutput']",
    };
    assert.equal(
      stored(own, ['{"id":7,"x":1}\n'], '{\n "p": 0.5\n}\n'),
      '{"id":7,"SageMakerOutput":{\n "p": 0.5\n}}\n',
    );
  });

  it('say when the answer is no JSON', () => {
    assert.throws(
      () => stored({ format: 'jsonlines', joinSource: 'Input' }, ['1\n'], 'yes\n'),
      fails(/the answer is not JSON: "yes"/),
    );
  });

  it('filter the answer alone where nothing is joined', () => {
    assert.equal(stored({ outputFilter: '$[0]' }, ['1,2\n'], 'a,b\nc,d\n'), 'a\nc\n');
  });

  it('leave the answer alone when neither is asked for', () => {
    assert.equal(stored({ format: 'json' }, ['{}'], 'not JSON'), 'not JSON');
  });
});
