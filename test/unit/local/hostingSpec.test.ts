import assert from 'node:assert/strict';
import type { ContainerPlan } from '../../../src/definitions/plan';
import { hostingSpec, type HostingPlace } from '../../../src/local/hosting/hostingSpec';
import { containerPlan } from './plans';

const place: HostingPlace = {
  job: 'car',
  folder: '/jobs/car',
  container: 'car-1234',
  image: 'car:1',
  region: 'eu-west-1',
  isolated: false,
  stream: 'AllTraffic',
  model: '/jobs/car/opt/ml/model',
};
const specOf = (own: Partial<ContainerPlan> = {}, where: Partial<HostingPlace> = {}) =>
  hostingSpec(containerPlan(own), { ...place, ...where });

describe('hostingSpec', () => {
  it('I1: keeps the entry point of the image and replaces its CMD by serve', () => {
    assert.deepEqual(specOf().arguments, ['serve']);
    assert.equal(specOf().entrypoint, undefined);
  });

  it('I2: serves on port 8080', () => assert.equal(specOf().port, 8080));

  it('I16: has the model read-only', () => {
    assert.deepEqual(specOf().mounts, [{ kind: 'input', source: '/jobs/car/opt/ml/model', target: '/opt/ml/model' }]);
  });

  it('I26, I16: tells a multi-model container what it is, and lets it read what is put into /opt/ml/models', () => {
    const environment = { SAGEMAKER_MULTI_MODEL: 'false' };
    const spec = specOf({ environment }, { model: undefined, models: '/jobs/car/opt/ml/models' });
    assert.equal(spec.environment['SAGEMAKER_MULTI_MODEL'], 'true');
    assert.deepEqual(spec.mounts, [{ kind: 'input', source: '/jobs/car/opt/ml/models', target: '/opt/ml/models' }]);
    assert.equal(specOf().environment['SAGEMAKER_MULTI_MODEL'], undefined);
  });

  it('has the code that a toolkit would fetch where the toolkit looks first', () => {
    assert.deepEqual(specOf({ code: '/s3/code.tar.gz' }).unpacked, [
      { archive: '/s3/code.tar.gz', target: '/opt/ml/code' },
    ]);
  });

  it('has no mount for an image that brings its own model', () => {
    assert.deepEqual(specOf({}, { model: undefined }).mounts, []);
  });

  it('I13: has the environment of the model and the region, and no keys', () => {
    assert.deepEqual(specOf({ environment: { WORKERS: '2' } }).environment, { AWS_REGION: 'eu-west-1', WORKERS: '2' });
  });

  it('has the variables of the job before those of the model', () => {
    const { environment } = specOf({ environment: { WORKERS: '2' } }, { environment: { WORKERS: '3' } });
    assert.equal(environment['WORKERS'], '3');
  });

  it('is isolated when the model says so', () => {
    assert.deepEqual(specOf().network, { isolated: false });
    assert.deepEqual(specOf({}, { isolated: true }).network, { isolated: true });
  });

  it('I21: listens on a port of its own among others, whatever its own variables say, where they find it by name', () => {
    const own = { hostname: 'second', environment: { SAGEMAKER_BIND_TO_PORT: '1', A: 'b' } };
    const spec = specOf(own, { among: { index: 1, network: 'car-1234' }, stream: 'second' });
    assert.equal(spec.port, 8150);
    assert.deepEqual(spec.environment, {
      AWS_REGION: 'eu-west-1',
      A: 'b',
      SAGEMAKER_BIND_TO_PORT: '8150',
      SAGEMAKER_SAFE_PORT_RANGE: '8151-8199',
    });
    assert.deepEqual(spec.network, { isolated: false, name: 'car-1234', aliases: ['second'] });
    assert.notEqual(spec.hostname, specOf().hostname);
  });

  it('is on no network of its own where the engine has none', () => {
    assert.deepEqual(specOf({}, { among: { index: 0 } }).network, { isolated: false });
  });

  it('can be found by its labels', () => {
    assert.deepEqual(specOf().labels, {
      'sagemaker-containers.job': 'car',
      'sagemaker-containers.folder': '/jobs/car',
      'sagemaker-containers.host': 'AllTraffic',
    });
  });
});
