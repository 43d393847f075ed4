import assert from 'node:assert/strict';
import { pipelinePort } from '../../../src/contract/pipeline';

describe('pipelinePort', () => {
  const all = Array.from({ length: 15 }, (_, index) => pipelinePort(index));
  const rangeOf = ({ environment }: (typeof all)[number]) =>
    (environment['SAGEMAKER_SAFE_PORT_RANGE'] ?? '').split('-').map(Number) as [number, number];

  it('I21: tells each container its port, which is never 8080', () => {
    for (const one of all) {
      assert.equal(one.environment['SAGEMAKER_BIND_TO_PORT'], String(one.port));
      assert.notEqual(one.port, 8080);
    }
  });

  it('I21: gives each a range of its own beside its port, in four digits', () => {
    assert.deepEqual(pipelinePort(0).environment, {
      SAGEMAKER_BIND_TO_PORT: '8100',
      SAGEMAKER_SAFE_PORT_RANGE: '8101-8149',
    });
    const taken = new Set<number>();
    for (const one of all) {
      const [first, last] = rangeOf(one);
      assert.match(one.environment['SAGEMAKER_SAFE_PORT_RANGE'] ?? '', /^\d{4}-\d{4}$/);
      for (const port of [one.port, ...Array.from({ length: last - first + 1 }, (_, index) => first + index)]) {
        assert.ok(!taken.has(port), String(port));
        taken.add(port);
      }
    }
  });
});
