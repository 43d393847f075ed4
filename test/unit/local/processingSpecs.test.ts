import assert from 'node:assert/strict';
import type { ProcessingPlan } from '../../../src/definitions/plan';
import { notReproduced } from '../../../src/local/notReproduced';
import { outputFolders } from '../../../src/local/containers/outputFolders';
import { processingSpec } from '../../../src/local/processing/processingSpecs';
import { processingPlan } from './plans';

const instance = { host: 'algo-2', type: 'ml.m5.large', group: 'homogeneousCluster' };

function specOf(own: Partial<ProcessingPlan> = {}, network?: string) {
  const plan = processingPlan(own);
  const job = {
    name: 'rows',
    region: 'eu-west-1',
    request: plan.request,
    instances: [instance],
    maxRuntimeSeconds: 60,
  };
  return processingSpec(
    plan,
    { job, folder: '/jobs/rows', image: 'rows:1', network },
    {
      instance,
      container: 'rows-algo-2-1234',
      optMl: '/jobs/rows/algo-2/opt/ml',
      inputs: [{ kind: 'input', source: '/data', target: '/opt/ml/processing/in' }],
      outputs: [{ target: '/opt/ml/processing/out', folders: ['train'] }],
    },
  );
}

describe('processingSpec', () => {
  it('P3, P6, P8: mounts the config, inputs, outputs and the place of the exit message, nothing of training', () => {
    assert.deepEqual(specOf().mounts, [
      { kind: 'input', source: '/jobs/rows/algo-2/opt/ml/config', target: '/opt/ml/config' },
      { kind: 'input', source: '/data', target: '/opt/ml/processing/in' },
      {
        kind: 'output',
        folder: '/jobs/rows/algo-2/opt/ml/processing/out',
        target: '/opt/ml/processing/out',
        folders: ['train'],
      },
      { kind: 'output', folder: '/jobs/rows/algo-2/opt/ml/output', target: '/opt/ml/output' },
    ]);
  });

  it('T61, T62: is found by its host name, on a network that may be closed', () => {
    const { network, hostname, labels } = specOf({ isolated: true }, 'rows-net');
    assert.deepEqual(network, { isolated: true, name: 'rows-net', aliases: ['algo-2'] });
    assert.match(hostname, /^ip-10-/);
    assert.equal(labels['sagemaker-containers.host'], 'algo-2');
    assert.deepEqual(specOf().network, { isolated: false, aliases: ['algo-2'] });
  });

  it('P1: has no arguments that nobody asked for', () => {
    assert.ok(!('arguments' in specOf()) && !('entrypoint' in specOf()));
    const request = { AppSpecification: { ImageUri: 'rows:1', ContainerArguments: ['-v'] } };
    assert.deepEqual(specOf({ request }).arguments, ['-v']);
  });
});

describe('outputFolders', () => {
  it('finds what belongs to an output, also inside that of another, once per instance', () => {
    const specs = [specOf(), specOf()];
    const out = '/jobs/rows/algo-2/opt/ml/processing/out';
    assert.deepEqual(outputFolders(specs, '/opt/ml/processing/out'), [out, out]);
    assert.deepEqual(outputFolders([specOf()], '/opt/ml/processing/out/train'), [`${out}/train`]);
    assert.deepEqual(outputFolders(specs, '/opt/ml/processing/outer'), []);
  });
});

describe('notReproduced', () => {
  const continuous = (name: string) => ({ name, target: `/opt/ml/processing/${name}`, continuous: true });

  it('tells of Continuous outputs where the engine shows files at the end only', () => {
    const plan = processingPlan({ notReproduced: ['no VPC'], outputs: [continuous('a'), continuous('b')] });
    assert.deepEqual(notReproduced(plan, { notReproduced: ['limits'], liveOutputs: true, networks: true }), [
      'no VPC',
      'limits',
    ]);
    const [, late] = notReproduced(plan, { notReproduced: [], liveOutputs: false, networks: true });
    assert.match(late ?? '', /^S3UploadMode Continuous \(.*a, b is copied then\)$/);
    assert.deepEqual(notReproduced(processingPlan(), { notReproduced: [], liveOutputs: false, networks: true }), []);
  });
});
