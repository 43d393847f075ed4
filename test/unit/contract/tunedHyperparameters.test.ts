import assert from 'node:assert/strict';
import { tunedHyperparameters } from '../../../src/contract/tunedHyperparameters';

const ranges = {
  IntegerParameterRanges: [{ Name: 'epochs', MinValue: '2', MaxValue: '90' }],
  ContinuousParameterRanges: [{ Name: 'rate', MinValue: '1', MaxValue: '3' }],
  CategoricalParameterRanges: [{ Name: 'mode', Values: ['fast', 'slow'] }],
  AutoParameters: [{ Name: 'depth', ValueHint: '6' }],
};

describe('the hyperparameters of a training of a tuning job', () => {
  it('are one value of each range, what is fixed, and the metric without quotes (H4)', () => {
    const { rate, ...others } = tunedHyperparameters({ fixed: { seed: '7' }, ranges, objective: 'loss' });
    assert.deepEqual(others, { epochs: '2', mode: 'fast', depth: '6', seed: '7', _tuning_objective_metric: 'loss' });
    assert.ok(Number(rate) > 1 && Number(rate) < 3, rate);
    assert.match(rate ?? '', /^\d\.\d{6,}$/, 'as a search brings it: not a whole number');
  });

  it('leave what is fixed as it is, also the metric', () => {
    const fixed = { _tuning_objective_metric: '"loss"' };
    assert.deepEqual(tunedHyperparameters({ fixed, ranges: {}, objective: 'loss' }), fixed);
    assert.deepEqual(tunedHyperparameters({ fixed: {}, ranges: {} }), {});
  });
});
