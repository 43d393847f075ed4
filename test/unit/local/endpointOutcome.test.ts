import assert from 'node:assert/strict';
import { endpointOutcome } from '../../../src/local/hosting/endpointOutcome';
import { containerPlan, modelPlan } from './plans';

const alone = modelPlan({ startupTimeoutSeconds: 60 });
const pipeline = modelPlan({
  variant: 'blue',
  containers: ['first', 'second'].map((hostname) => containerPlan({ hostname })),
});
const exit = { code: 137, outOfMemory: true };

describe('endpointOutcome', () => {
  it('is OutOfService when somebody asked', () => {
    assert.deepEqual(endpointOutcome({ kind: 'stopped' }, alone), { status: 'OutOfService' });
  });

  for (const [what, plan, end, reason] of [
    [
      'the container that ended',
      alone,
      { kind: 'exited', hostname: 'container-1', exit },
      /^The container of variant AllTraffic ended with exit code 137 \(.*memory.*\)\. Its log has the details\.$/,
    ],
    [
      'which container of a pipeline ended',
      pipeline,
      { kind: 'exited', hostname: 'second', exit },
      /^Container second of variant blue ended with exit code 137/,
    ],
    [
      'I5: in the words of the platform, a container that is not healthy in time',
      alone,
      { kind: 'unhealthy', failed: [{ hostname: 'container-1', last: '503' }] },
      /^The primary container for production variant AllTraffic did not pass the ping health check: the last GET \/ping within 60 s gave 503\.$/,
    ],
    [
      'I5: one container of a pipeline that is not healthy in time',
      pipeline,
      { kind: 'unhealthy', failed: [{ hostname: 'second', last: 'connection refused' }] },
      /^The second container for production variant blue did not pass .* gave connection refused \(second\)\.$/,
    ],
    [
      'I5: all containers of a pipeline that are not healthy in time',
      pipeline,
      { kind: 'unhealthy', failed: ['first', 'second'].map((hostname) => ({ hostname, last: '503' })) },
      /^The first, second containers for production variant blue did not .* gave 503 \(first\), 503 \(second\)\.$/,
    ],
  ] as const) {
    it(`tells ${what}`, () => {
      const { status, failureReason = '' } = endpointOutcome(end, plan);
      assert.equal(status, 'Failed');
      assert.match(failureReason, reason);
    });
  }
});
