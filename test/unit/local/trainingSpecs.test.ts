import assert from 'node:assert/strict';
import { trainingInstances } from '../../../src/contract/trainingInstances';
import type { TrainingPlan } from '../../../src/definitions/plan';
import {
  trainingConfigFiles,
  trainingSpec,
  type ChannelSource,
  type JobLayout,
} from '../../../src/local/training/trainingSpecs';
import { trainingPlan } from './plans';

const channels: readonly ChannelSource[] = [
  { name: 'train', source: '/p/data/train', file: undefined },
  { name: 'code', source: '/p/fit.py', file: 'fit.py' },
];

const instance = { host: 'algo-2', type: 'ml.m5.large', group: 'homogeneousCluster' };

function specOf(own: Partial<TrainingPlan> = {}, job: Partial<JobLayout> = {}) {
  const layout = {
    instance,
    container: 'car-algo-2-1234',
    optMl: '/jobs/car/opt/ml',
  };
  const all: JobLayout = {
    job: 'car',
    folder: '/jobs/car',
    image: 'car:1',
    region: 'eu-west-1',
    channels: [],
    network: undefined,
    ...job,
  };
  return trainingSpec(trainingPlan(own), all, layout);
}

describe('trainingSpec', () => {
  it('T11: mounts folders below /opt/ml, never /opt/ml itself nor its code', () => {
    assert.deepEqual(specOf({}, { channels }).mounts, [
      { kind: 'input', source: '/jobs/car/opt/ml/input', target: '/opt/ml/input' },
      { kind: 'input', source: '/p/data/train', target: '/opt/ml/input/data/train' },
      { kind: 'input', source: '/p/fit.py', target: '/opt/ml/input/data/code/fit.py' },
      { kind: 'output', folder: '/jobs/car/opt/ml/model', target: '/opt/ml/model' },
      {
        kind: 'output',
        folder: '/jobs/car/opt/ml/output',
        target: '/opt/ml/output',
        folders: ['data', 'metrics/sagemaker'],
      },
    ]);
  });

  it('T21: mounts the folder of checkpoints, and says where it is', () => {
    for (const [LocalPath, path] of [
      [undefined, '/opt/ml/checkpoints'],
      ['/opt/ml/saved', '/opt/ml/saved'],
    ] as const) {
      const request = { CheckpointConfig: { S3Uri: 's3://cars/saved', ...(LocalPath !== undefined && { LocalPath }) } };
      const mount = { kind: 'output', folder: '/jobs/car/opt/ml/checkpoints', target: path };
      assert.deepEqual(specOf({ request }).mounts.at(-1), mount);
      const config = trainingConfigFiles(trainingPlan({ request }), [instance], instance);
      assert.deepEqual(JSON.parse(config['checkpointconfig.json'] ?? ''), { LocalPath: path });
    }
    assert.ok(!('checkpointconfig.json' in trainingConfigFiles(trainingPlan(), [instance], instance)));
  });

  it('T45: has the code that a toolkit would fetch where the toolkit looks first', () => {
    assert.deepEqual(specOf({ code: '/s3/code.tar.gz' }).unpacked, [
      { archive: '/s3/code.tar.gz', target: '/opt/ml/code' },
    ]);
    assert.equal(specOf().unpacked, undefined);
  });

  it('mounts the input folder before what lies in it', () => {
    const targets = specOf({}, { channels }).mounts.map(({ target }) => target);
    for (const [index, target] of targets.entries()) {
      assert.ok(!targets.slice(0, index).some((earlier) => earlier.startsWith(`${target}/`)), target);
    }
  });

  it('T1: starts the program as the request says', () => {
    const request = { AlgorithmSpecification: { TrainingInputMode: 'File' as const, ContainerEntrypoint: ['fit'] } };
    assert.deepEqual(specOf({ request }).entrypoint, ['fit']);
    assert.equal(specOf({ request }).arguments, undefined);
    assert.deepEqual(specOf().arguments, ['train']);
  });

  it('T62: has a host name that is not algo-2, and is found by peers as algo-2', () => {
    const spec = specOf({}, { network: 'car-1234' });
    assert.equal(spec.hostname, 'ip-10-0-100-3.eu-west-1.compute.internal');
    assert.deepEqual(spec.network, { isolated: false, name: 'car-1234', aliases: ['algo-2'] });
  });

  it('T47, T62: knows its own name when it is alone, for toolkits wait for every host of theirs', () => {
    assert.deepEqual(specOf().network, { isolated: false, aliases: ['algo-2'] });
  });

  it('T61: is isolated when the request says so, alone or with peers', () => {
    assert.equal(specOf({ isolated: true }).network.isolated, true);
    assert.equal(specOf({ isolated: true }, { network: 'car-1234' }).network.isolated, true);
  });

  it('T65: has 64 MB of shared memory, and labels to be found by', () => {
    const spec = specOf();
    assert.equal(spec.shmBytes, 67_108_864);
    assert.deepEqual(spec.labels, {
      'sagemaker-containers.job': 'car',
      'sagemaker-containers.folder': '/jobs/car',
      'sagemaker-containers.host': 'algo-2',
    });
  });

  it('T34: has the environment of the platform and of the request', () => {
    const { environment } = specOf({ environment: { MODE: 'quick' } });
    assert.equal(environment['TRAINING_JOB_NAME'], 'car');
    assert.equal(environment['AWS_REGION'], 'eu-west-1');
    assert.equal(environment['MODE'], 'quick');
  });

  it('serves on no port', () => assert.equal('port' in specOf(), false));
});

describe('trainingConfigFiles', () => {
  it('T12: are the three files that always exist, and no others', () => {
    const instances = trainingInstances(undefined);
    const [current] = instances;
    assert.ok(current);
    const files = trainingConfigFiles(
      trainingPlan({ request: { HyperParameters: { depth: '3' } } }),
      instances,
      current,
    );
    assert.deepEqual(Object.keys(files).sort(), [
      'hyperparameters.json',
      'inputdataconfig.json',
      'resourceconfig.json',
    ]);
    assert.equal(files['hyperparameters.json'], '{"depth":"3"}');
    assert.equal(files['inputdataconfig.json'], '{}');
  });
});
