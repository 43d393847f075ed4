import assert from 'node:assert/strict';
import fc from 'fast-check';
import { metricLine, parseMetricLine } from '../../../src/jobs/metricSample';
import { summarize } from '../../../src/jobs/metricSummary';

describe('a line of the history of metrics', () => {
  it('gives back what was written', () => {
    const sample = fc.record(
      {
        name: fc.string(),
        value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        at: fc.integer(),
        host: fc.string(),
      },
      { requiredKeys: ['name', 'value', 'at'] },
    );
    fc.assert(
      fc.property(sample, (one) => {
        const line = metricLine(one);
        assert.doesNotMatch(line, /\n/);
        assert.deepEqual(parseMetricLine(line), JSON.parse(JSON.stringify(one)));
      }),
    );
  });

  for (const line of ['', '{"at":1,"name":"lo', 'null', '3', '[]', '{"at":1,"name":"loss"}', '{"at":"1","name":"x"}']) {
    it(`is passed over when it is ${JSON.stringify(line)}`, () => {
      assert.equal(parseMetricLine(line), undefined);
    });
  }
});

describe('a summary of metrics', () => {
  it('T64: tells the instances of a metric apart', () => {
    const said = (name: string, value: number, host?: string) => ({
      ...{ name, value, at: 0 },
      ...(host !== undefined && { host }),
    });
    assert.deepEqual(
      summarize([said('loss', 3, 'algo-1'), said('acc', 1), said('loss', 9, 'algo-2'), said('loss', 2, 'algo-1')]),
      [
        { name: 'loss', host: 'algo-1', count: 2, first: 3, last: 2, min: 2, max: 3 },
        { name: 'acc', host: undefined, count: 1, first: 1, last: 1, min: 1, max: 1 },
        { name: 'loss', host: 'algo-2', count: 1, first: 9, last: 9, min: 9, max: 9 },
      ],
    );
  });
});
