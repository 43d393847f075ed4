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

  const dialects: readonly (readonly [regex: string, line: string])[] = [
    ['loss: (?P<loss>[0-9.]+)', 'epoch 3, loss: 7'],
    ['(?i)LOSS=([0-9]+)', 'loss=7'],
    ['x=(?P<value>[0-9]+) and (?P=value)', 'x=7 and 7'],
    ['\\Aloss=([0-9]+)\\Z', 'loss=7'],
    ['loss(?#of the epoch)=([0-9]+)', 'loss=7'],
    ['[(?P<]loss\\(?P=([0-9]+)', '<lossP=7'],
  ];
  for (const [Regex, line] of dialects) {
    it(`T64: takes what Python writes its own way: ${Regex}`, () => {
      assert.deepEqual(metricReader([{ Name: 'x', Regex }])(line), [{ name: 'x', value: 7 }]);
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
