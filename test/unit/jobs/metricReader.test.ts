import assert from 'node:assert/strict';
import { metricReader } from '../../../src/jobs/metricReader';

describe('metricReader', () => {
  const read = metricReader([
    { Name: 'loss', Regex: 'loss=([0-9.eE+-]+)' },
    { Name: 'accuracy', Regex: 'acc=(\\S+)%' },
    { Name: 'no group', Regex: 'epoch' },
  ]);
  const table: readonly (readonly [line: string, values: Record<string, number>])[] = [
    ['epoch 3 loss=0.25 acc=91.5%', { loss: 0.25, accuracy: 91.5 }],
    ['loss=1e-3', { loss: 0.001 }],
    ['loss=-2', { loss: -2 }],
    ['loss=e', {}],
    ['acc=nan%', {}],
    ['acc=Infinity%', {}],
    ['nothing here', {}],
    ['loss=1 loss=2', { loss: 1 }],
  ];
  for (const [line, values] of table) {
    it(`T64: finds ${JSON.stringify(values)} in "${line}"`, () => {
      assert.deepEqual(Object.fromEntries(read(line).map(({ name, value }) => [name, value])), values);
    });
  }

  it('T64: takes an empty group for no number', () => {
    assert.deepEqual(metricReader([{ Name: 'x', Regex: 'x=(.*?);' }])('x= ;'), []);
  });

  it('finds the same in every line, however often it is asked', () => {
    for (const line of ['loss=1', 'loss=1', 'loss=1']) assert.equal(read(line).length, 1);
  });

  it('says which expression does not compile', () => {
    assert.throws(() => metricReader([{ Name: 'bad', Regex: '(' }]), { code: 'metric.regex', message: /"bad"/ });
  });
});
