import { csv, echo, echoText, lines, text, types, type Asked } from './asked';

/** What becomes of a single value of every type. */
export function basicValues(): Record<string, Asked> {
  const whole = ['1', '-1', '+1', '0', '007', '1.0', '1e3', ' 1', '1 ', '', '0x10', '1L', '1_0', '٣', 'x'];
  const limits = [
    '127',
    '128',
    '32767',
    '32768',
    '2147483647',
    '2147483648',
    '9223372036854775807',
    '9223372036854775808',
  ];
  const real = [
    '.5',
    '1.',
    '1e3',
    'NaN',
    'nan',
    'Infinity',
    '-Infinity',
    'inf',
    '1d',
    '1f',
    '1D',
    '0x1p3',
    '0x1',
    ' 1 ',
    '\t1\n',
  ];
  const more = [
    '1,5',
    '1e400',
    '-0.0',
    '0.1',
    '100',
    '1e7',
    '12345678.9',
    '0.001',
    '0.0001',
    '1e-5',
    '123456789012',
    '',
    ' ',
    'null',
    '--1',
    '1e',
  ];
  const logical = ['true', 'TRUE', 'True', 'false', '1', 'yes', '', 'null', ' true'];
  const asked: Record<string, Asked> = {};
  for (const type of ['byte', 'short', 'int', 'long'])
    for (const value of [...whole, ...limits])
      asked[`${type} of text ${JSON.stringify(value)}`] = echo({ name: 'x', type }, value);
  for (const value of [...real, ...more])
    asked[`double of text ${JSON.stringify(value)}`] = echo({ name: 'x', type: 'double' }, value);
  for (const value of logical)
    asked[`boolean of text ${JSON.stringify(value)}`] = echo({ name: 'x', type: 'boolean' }, value);
  for (const type of types)
    for (const value of [
      '1',
      '1.0',
      '1.50',
      '1e3',
      '-0',
      '12345678901',
      '123456789012345678901',
      'true',
      'null',
      '"3"',
      '[1, "a", null, 2.0, true]',
      '{"a": 1, "b": [2]}',
    ])
      asked[`${type} of ${value}`] = echoText({ name: 'x', type }, value);
  return asked;
}

/** What becomes of lists. */
export function listValues(): Record<string, Asked> {
  const values = [
    '[]',
    '[1]',
    '[1.0]',
    '[1.0, 2.5]',
    '[1, 2.5]',
    '[3000000000]',
    '[null]',
    '[1.0, null]',
    '["a"]',
    '[true]',
    '"a"',
    '1',
    'null',
    '{"a": 1}',
    '[[1.0]]',
  ];
  const asked: Record<string, Asked> = {};
  for (const type of types)
    for (const value of values)
      asked[`array of ${type} of ${value}`] = echoText({ name: 'x', type, struct: 'array' }, value);
  for (const type of ['double', 'int', 'string'])
    for (const value of ['[1.0, 2.5]', '[1]', '[null]', '1.0', '"a"', 'null', '[]'])
      asked[`vector of ${type} of ${value}`] = echoText({ name: 'x', type, struct: 'vector' }, value);
  for (const struct of ['matrix', 'Vector', '', ' ', 'BASIC', null])
    for (const [type, value] of [
      ['double', '1.5'],
      ['double', '[1.5]'],
      ['string', '"a"'],
    ] as const)
      asked[`struct ${JSON.stringify(struct)} of ${type} of ${value}`] = echoText({ name: 'x', type, struct }, value, {
        name: 'x',
        type,
      });
  return asked;
}

/** What can be asked for, and in which form it comes. */
export function outputs(): Record<string, Asked> {
  const asked: Record<string, Asked> = {};
  for (const type of types)
    for (const other of types)
      asked[`${type} asked for as ${other}`] = echo({ name: 'x', type }, '1', { name: 'x', type: other });
  for (const [name, column, value] of [
    ['string', { name: 'x', type: 'string' }, '"a,b \\"c\\""'],
    ['double', { name: 'x', type: 'double' }, '1'],
    ['array', { name: 'x', type: 'double', struct: 'array' }, '[1.0, 1e10, 1e-5]'],
    ['text array', { name: 'x', type: 'string', struct: 'array' }, '["a,b", "c \\"d\\" é", "/"]'],
    ['array with null', { name: 'x', type: 'string', struct: 'array' }, '["a", null]'],
  ] as const)
    for (const accept of ['', csv, lines, text])
      asked[`${name} as ${accept || 'nothing asked for'}`] = { ...echoText(column, value), accept };
  for (const struct of ['array', 'vector', 'list', '', 'Basic'])
    asked[`a scalar asked for as ${JSON.stringify(struct)}`] = echo({ name: 'x', type: 'double' }, '1', {
      name: 'x',
      type: 'double',
      struct,
    });
  asked['an array asked for as basic'] = echoText({ name: 'x', type: 'double', struct: 'array' }, '[1.0]', {
    name: 'x',
    type: 'double',
  });
  asked['an array asked for as vector'] = echoText({ name: 'x', type: 'double', struct: 'array' }, '[1.0]', {
    name: 'x',
    type: 'double',
    struct: 'vector',
  });
  asked['an unknown output'] = echo({ name: 'x', type: 'int' }, '1', { name: 'y', type: 'int' });
  asked['an unknown output type'] = echo({ name: 'x', type: 'int' }, '1', { name: 'x', type: 'number' });
  asked['an unknown output type of an array'] = echoText({ name: 'x', type: 'int', struct: 'array' }, '[1]', {
    name: 'x',
    type: 'number',
    struct: 'array',
  });
  asked['an unknown input type'] = echo({ name: 'x', type: 'number' }, '1', { name: 'x', type: 'int' });
  asked['one name twice'] = {
    body: '{"schema":{"input":[{"name":"x","type":"int"},{"name":"x","type":"int"}],"output":{"name":"x","type":"int"}},"data":[1,2]}',
  };
  asked['an empty name'] = echo({ name: '', type: 'int' }, '1');
  return asked;
}
