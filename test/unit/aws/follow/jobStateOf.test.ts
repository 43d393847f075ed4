import assert from 'node:assert/strict';
import { instancesOf, stateOfDescribed } from '../../../../src/aws/follow/jobStateOf';
import { StatusFeed } from '../../../../src/aws/follow/statusFeed';
import { shownName } from '../../../../src/aws/follow/streamNames';
import { summaryOf } from '../../../../src/aws/follow/summaryOf';

const iso = (at: number) => new Date(at).toISOString();

describe('a job of AWS in the words of local jobs', () => {
  const processing = {
    ...{ ProcessingJobName: 'p', ProcessingJobStatus: 'Failed', CreationTime: iso(1_000) },
    ...{ ProcessingStartTime: iso(2_000), ProcessingEndTime: iso(3_000) },
    ...{ FailureReason: 'ClientError', ExitMessage: 'no' },
  };

  it('goes through the phases that its times tell', () => {
    const state = stateOfDescribed('processing-job', processing);
    assert.deepEqual(
      state.transitions.map(({ status, startedAt }) => [status, startedAt]),
      [
        ['Starting', 1_000],
        ['Processing', 2_000],
        ['Failed', 3_000],
      ],
    );
    assert.deepEqual([state.endedAt, state.failureReason, state.exitMessage], [3_000, 'ClientError', 'no']);
  });

  it('tells each phase once, and the last one again when it says something new', () => {
    const feed = new StatusFeed('training-job');
    const phase = (Status: string, StartTime: number, StatusMessage?: string) => ({
      ...{ Status, StartTime: iso(StartTime) },
      ...(StatusMessage !== undefined && { StatusMessage }),
    });
    const take = (...SecondaryStatusTransitions: object[]) =>
      feed
        .take({ TrainingJobName: 't', TrainingJobStatus: 'InProgress', SecondaryStatusTransitions })
        .events.map(({ secondaryStatus, message }) => [secondaryStatus, message]);
    assert.deepEqual(take(phase('Starting', 1, 'Launching')), [['Starting', 'Launching']]);
    assert.deepEqual(take(phase('Starting', 1, 'Launching')), []);
    assert.deepEqual(take(phase('Starting', 1, 'Preparing')), [['Starting', 'Preparing']]);
    assert.deepEqual(take(phase('Starting', 1, 'Prepared'), phase('Training', 2)), [['Training', undefined]]);
  });

  it('counts the instances of groups, clusters and jobs', () => {
    assert.equal(instancesOf({ ResourceConfig: { InstanceGroups: [{ InstanceCount: 2 }, { InstanceCount: 3 }] } }), 5);
    assert.equal(instancesOf({ ProcessingResources: { ClusterConfig: { InstanceCount: 4 } } }), 4);
    assert.equal(instancesOf({ TransformResources: { InstanceCount: 2 } }), 2);
    assert.equal(instancesOf({}), 1);
  });

  it('calls streams by their instances', () => {
    assert.equal(shownName('job/algo-1-1700000000', 'job/'), 'algo-1');
    assert.equal(shownName('job/i-0abc-1700000000/data-log', 'job/'), 'data-log');
    assert.equal(shownName('AllTraffic/i-0abc', ''), 'AllTraffic/i-0abc');
  });

  it('says what it has taken, and what spot instances have saved', () => {
    const times = { TrainingTimeInSeconds: 100, BillableTimeInSeconds: 30, EnableManagedSpotTraining: true };
    assert.deepEqual(summaryOf(times), ['Training took 100 s, 30 s are billed, 70 % saved by spot instances.']);
    assert.deepEqual(summaryOf({}), []);
  });
});
