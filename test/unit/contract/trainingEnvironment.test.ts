import assert from 'node:assert/strict';
import { trainingEnvironment } from '../../../src/contract/trainingEnvironment';

describe('trainingEnvironment', () => {
  const environment = (own?: Record<string, string>) =>
    trainingEnvironment({ name: 'car', region: 'eu-west-1', environment: own });

  it('T34: is exactly what the platform sets', () => {
    assert.deepEqual(environment(), {
      AWS_REGION: 'eu-west-1',
      AWS_EXECUTION_ENV: 'AWS_ECS_EC2',
      NVIDIA_VISIBLE_DEVICES: 'void',
      SAGEMAKER_METRICS_DIRECTORY: '/opt/ml/output/metrics/sagemaker',
      TRAINING_JOB_NAME: 'car',
      TRAINING_JOB_ARN: 'arn:aws:sagemaker:eu-west-1:000000000000:training-job/car',
    });
  });

  it('T35: has no keys, no default region and nothing else of this machine', () => {
    for (const name of Object.keys(environment())) {
      assert.doesNotMatch(name, /KEY|TOKEN|SECRET|PROFILE|CREDENTIAL|DEFAULT_REGION|^PATH$|^HOME$/);
    }
  });

  it('takes the map of the request over, also in place of its own', () => {
    const own = environment({ MODE: 'quick', AWS_REGION: 'us-west-2' });
    assert.equal(own['MODE'], 'quick');
    assert.equal(own['AWS_REGION'], 'us-west-2');
  });
});
