import assert from 'node:assert/strict';
import { hyperparametersJson, inputDataConfigJson, resourceConfigJson } from '../../../src/contract/trainingConfig';
import { trainingInstances } from '../../../src/contract/trainingInstances';

describe('hyperparameters.json', () => {
  it('T15: is the map of the request, every value a string', () => {
    assert.equal(
      hyperparametersJson({ depth: '10', optimizer: '"adam"', empty: '' }),
      '{"depth":"10","optimizer":"\\"adam\\"","empty":""}',
    );
  });

  it('T12: is an empty object without hyperparameters', () => {
    assert.equal(hyperparametersJson(undefined), '{}');
  });
});

describe('inputdataconfig.json', () => {
  const config = (...args: Parameters<typeof inputDataConfigJson>) =>
    JSON.parse(inputDataConfigJson(...args)) as unknown;

  it('T12: is an empty object without channels', () => {
    assert.equal(inputDataConfigJson([], 'File'), '{}');
  });

  it('T17: always has the mode, the distribution and the wrapper, and the content type only where it is given', () => {
    assert.deepEqual(config([{ ChannelName: 'train' }, { ChannelName: 'test', ContentType: 'text/csv' }], 'File'), {
      train: { TrainingInputMode: 'File', S3DistributionType: 'FullyReplicated', RecordWrapperType: 'None' },
      test: {
        ContentType: 'text/csv',
        TrainingInputMode: 'File',
        S3DistributionType: 'FullyReplicated',
        RecordWrapperType: 'None',
      },
    });
  });

  it("T17: prefers a channel's own mode to that of the job, and never tells a URI", () => {
    const channel = {
      ChannelName: 'train',
      InputMode: 'FastFile',
      RecordWrapperType: 'RecordIO',
      DataSource: {
        S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://secret/place', S3DataDistributionType: 'ShardedByS3Key' },
      },
    } as const;
    assert.deepEqual(config([channel], 'Pipe'), {
      train: { TrainingInputMode: 'FastFile', S3DistributionType: 'ShardedByS3Key', RecordWrapperType: 'RecordIO' },
    });
    assert.doesNotMatch(inputDataConfigJson([channel], 'Pipe'), /secret/);
  });
});

describe('resourceconfig.json', () => {
  const seenBy = (host: string, resources: Parameters<typeof trainingInstances>[0]) => {
    const instances = trainingInstances(resources);
    const current = instances.find((instance) => instance.host === host);
    assert.ok(current);
    return JSON.parse(resourceConfigJson(instances, current)) as Record<string, unknown>;
  };

  it('T18: has the shape of the platform for two equal instances', () => {
    assert.deepEqual(seenBy('algo-2', { InstanceCount: 2, InstanceType: 'ml.m5.xlarge' }), {
      current_host: 'algo-2',
      current_instance_type: 'ml.m5.xlarge',
      current_group_name: 'homogeneousCluster',
      hosts: ['algo-1', 'algo-2'],
      instance_groups: [
        {
          instance_group_name: 'homogeneousCluster',
          instance_type: 'ml.m5.xlarge',
          hosts: ['algo-2', 'algo-1'],
        },
      ],
      network_interface_name: 'eth0',
    });
  });

  it('T19: sorts hosts as text, so that algo-10 comes before algo-2', () => {
    const { hosts } = seenBy('algo-11', { InstanceCount: 11, InstanceType: 'ml.m5.large' });
    assert.deepEqual(hosts, [
      ...['algo-1', 'algo-10', 'algo-11', 'algo-2', 'algo-3', 'algo-4'],
      ...['algo-5', 'algo-6', 'algo-7', 'algo-8', 'algo-9'],
    ]);
  });

  it('T18: has an entry for each group, and the own group of the instance', () => {
    const config = seenBy('algo-3', {
      InstanceGroups: [
        { InstanceGroupName: 'data', InstanceType: 'ml.c5.xlarge', InstanceCount: 2 },
        { InstanceGroupName: 'fit', InstanceType: 'ml.g5.xlarge', InstanceCount: 1 },
      ],
    });
    assert.equal(config['current_group_name'], 'fit');
    assert.equal(config['current_instance_type'], 'ml.g5.xlarge');
    assert.deepEqual(config['instance_groups'], [
      { instance_group_name: 'data', instance_type: 'ml.c5.xlarge', hosts: ['algo-2', 'algo-1'] },
      { instance_group_name: 'fit', instance_type: 'ml.g5.xlarge', hosts: ['algo-3'] },
    ]);
  });
});
