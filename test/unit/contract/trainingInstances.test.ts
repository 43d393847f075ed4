import assert from 'node:assert/strict';
import fc from 'fast-check';
import { osHostName, trainingInstances } from '../../../src/contract/trainingInstances';

describe('trainingInstances', () => {
  it('is one instance where the request says nothing', () => {
    const only = [{ host: 'algo-1', type: 'ml.m5.large', group: 'homogeneousCluster' }];
    assert.deepEqual(trainingInstances(undefined), only);
    assert.deepEqual(trainingInstances({}), only);
    assert.deepEqual(trainingInstances({ InstanceGroups: [] }), only);
  });

  it('numbers hosts through all groups', () => {
    const instances = trainingInstances({
      InstanceGroups: [
        { InstanceGroupName: 'a', InstanceType: 'ml.c5.xlarge', InstanceCount: 2 },
        { InstanceGroupName: 'b', InstanceType: 'ml.g5.xlarge', InstanceCount: 2 },
      ],
    });
    assert.deepEqual(
      instances.map(({ host, group }) => `${host} ${group}`),
      ['algo-1 a', 'algo-2 a', 'algo-3 b', 'algo-4 b'],
    );
  });
});

describe('osHostName', () => {
  it('T62: is like a private name of EC2 and never like algo-1', () => {
    assert.equal(osHostName('algo-1', 'eu-west-1'), 'ip-10-0-100-2.eu-west-1.compute.internal');
  });

  it('differs for every instance, within the length of a host name and with real address parts', () => {
    const number = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(number, number, (one, other) => {
        const [a, b] = [one, other].map((n) => osHostName(`algo-${n}`, 'ap-southeast-2'));
        assert.equal(a === b, one === other);
        assert.ok(a !== undefined && a.length <= 64);
        const parts = /^ip-(\d+)-(\d+)-(\d+)-(\d+)\./.exec(a)?.slice(1).map(Number) ?? [];
        assert.equal(parts.length, 4);
        assert.ok(parts.every((part) => part <= 255));
      }),
    );
  });
});
