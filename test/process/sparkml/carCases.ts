import { csv, lines, text, types, type Asked, type Column } from './asked';

/** The columns of a car, and what its preprocessor makes of them. */
export const cars = ['buying', 'maint', 'doors', 'persons', 'lug_boot', 'safety'].map((name) => ({
  name,
  type: 'string',
}));
export const features = { name: 'features', type: 'double', struct: 'vector' };
const car = ['low', 'low', '5more', 'more', 'big', 'high'];

/** Requests to the preprocessor of the example. */
export function carRequests(): Record<string, Asked> {
  const ask = (input: readonly Column[], output: Column, data: readonly unknown[] = car, accept = ''): Asked => ({
    accept,
    body: JSON.stringify({ schema: { input, output }, data }),
  });
  return {
    'a car': { contentType: csv, body: car.join(',') },
    'a car as json lines': { contentType: csv, accept: lines, body: car.join(',') },
    'a car as text': { contentType: csv, accept: text, body: car.join(',') },
    'an unknown value': { contentType: csv, body: 'low,low,5more,more,huge,high' },
    'an empty value': { contentType: csv, body: 'low,low,5more,more,,high' },
    'an index': ask(cars, { name: 'safety_index', type: 'double' }),
    'an index as int': ask(cars, { name: 'safety_index', type: 'int' }),
    'an index as vector': ask(cars, { name: 'safety_index', type: 'double', struct: 'vector' }),
    'a vector': ask(cars, { name: 'safety_vector', type: 'double', struct: 'vector' }),
    'a vector as array': ask(cars, { name: 'safety_vector', type: 'double', struct: 'array' }),
    'a vector as basic': ask(cars, { name: 'safety_vector', type: 'double' }),
    'an input': ask(cars, { name: 'safety', type: 'string' }),
    'nothing that is there': ask(cars, { name: 'prediction', type: 'double' }),
    'a column too few': ask(cars.slice(1), features, car.slice(1)),
    'a column too many': ask([...cars, { name: 'more', type: 'string' }], features, [...car, 'x']),
    'a column that a stage writes': ask([...cars, { name: 'features', type: 'string' }], features, [...car, 'x']),
    'doors as int': ask(
      cars.map((column) => (column.name === 'doors' ? { ...column, type: 'int' } : column)),
      features,
      ['low', 'low', 4, 'more', 'big', 'high'],
    ),
    'doors as double': ask(
      cars.map((column) => (column.name === 'doors' ? { ...column, type: 'double' } : column)),
      features,
      ['low', 'low', 4, 'more', 'big', 'high'],
    ),
    'doors as an array': ask(
      cars.map((column) => (column.name === 'doors' ? { ...column, struct: 'array' } : column)),
      features,
      ['low', 'low', ['4'], 'more', 'big', 'high'],
    ),
  };
}

/** Requests to its postprocessor. */
export function labelRequests(): Record<string, Asked> {
  const ask = (type: string, value: unknown, struct = 'basic'): Asked => ({
    body: JSON.stringify({
      schema: { input: [{ name: 'label_index', type, struct }], output: { name: 'label', type: 'string' } },
      data: [value],
    }),
  });
  const rows = ['0.0', '3.0', '3', '2.7', '4.0', '-1.0', 'NaN', '1e9', 'Infinity', '0.0\n'];
  return {
    ...Object.fromEntries(rows.map((body) => [`csv ${JSON.stringify(body)}`, { contentType: csv, body }])),
    ...Object.fromEntries(types.map((type) => [`a ${type}`, ask(type, '1')])),
    'text that is no number': ask('string', 'x'),
    'text with a point': ask('string', '2.0'),
    false: ask('boolean', 'false'),
    'an array': {
      body: '{"schema":{"input":[{"name":"label_index","type":"double","struct":"array"}],"output":{"name":"label","type":"string"}},"data":[[1.0]]}',
    },
    'a vector': {
      body: '{"schema":{"input":[{"name":"label_index","type":"double","struct":"vector"}],"output":{"name":"label","type":"string"}},"data":[[1.0]]}',
    },
  };
}
