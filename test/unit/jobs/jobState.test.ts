import assert from 'node:assert/strict';
import type { JobEvent } from '../../../src/jobs/jobEvent';
import { isActive, reduce, type JobState } from '../../../src/jobs/jobState';

const fresh: JobState = {
  name: 'car',
  kind: 'training-job',
  definition: '/p/car.training-job.json',
  status: 'InProgress',
  transitions: [],
  artifacts: [],
  streams: [],
  metrics: {},
  engine: 'docker',
  createdAt: 1,
};
type Untold<Event> = Event extends JobEvent ? Omit<Event, 'job' | 'at'> : never;
const after = (...told: readonly Untold<JobEvent>[]): JobState =>
  told.reduce<JobState>((state, event, index) => reduce(state, { job: 'car', at: 10 * (index + 1), ...event }), fresh);
const status = (secondaryStatus: string, message?: string): Untold<JobEvent> => ({
  kind: 'status',
  status: 'InProgress',
  secondaryStatus,
  ...(message !== undefined && { message }),
});

describe('reduce', () => {
  it('ends a transition where the next one starts', () => {
    const state = after(status('Starting', 'Preparing'), status('Training'), {
      kind: 'status',
      status: 'Failed',
      secondaryStatus: 'Failed',
      failureReason: 'exit code 1',
    });
    assert.deepEqual(state.transitions, [
      { status: 'Starting', message: 'Preparing', startedAt: 10, endedAt: 20 },
      { status: 'Training', startedAt: 20, endedAt: 30 },
      { status: 'Failed', startedAt: 30 },
    ]);
    assert.equal(state.status, 'Failed');
    assert.equal(state.secondaryStatus, 'Failed');
    assert.equal(state.failureReason, 'exit code 1');
  });

  it('keeps what a processing job had to say at its end', () => {
    const state = after(status('Processing'), { kind: 'status', status: 'Completed', exitMessage: '12 rows' });
    assert.equal(state.exitMessage, '12 rows');
  });

  it('takes the same status again for a new message, not for a new transition', () => {
    const state = after(status('Starting', 'one'), status('Starting', 'two'));
    assert.deepEqual(state.transitions, [{ status: 'Starting', message: 'two', startedAt: 10 }]);
  });

  it('uses the status of an endpoint, which has no secondary one, for its transitions', () => {
    const state = after(
      { kind: 'status', status: 'Creating' },
      { kind: 'status', status: 'InService', url: 'http://127.0.0.1:1' },
      { kind: 'status', status: 'Deleting' },
    );
    assert.deepEqual(
      state.transitions.map((transition) => transition.status),
      ['Creating', 'InService', 'Deleting'],
    );
    assert.equal(state.url, 'http://127.0.0.1:1');
    assert.equal('secondaryStatus' in state, false);
  });

  it('is the same object after a line of a stream that is known', () => {
    const line: JobEvent = { kind: 'log', job: 'car', at: 5, stream: 'algo-1', line: 'epoch 1' };
    const one = reduce(fresh, line);
    assert.deepEqual(one.streams, ['algo-1']);
    assert.equal(reduce(one, { ...line, line: 'epoch 2' }), one);
  });

  it('keeps the last value of each metric', () => {
    const state = after(
      { kind: 'metric', name: 'loss', value: 2 },
      { kind: 'metric', name: 'accuracy', value: 0.5 },
      { kind: 'metric', name: 'loss', value: 1 },
    );
    assert.deepEqual(state.metrics, { loss: { value: 1, at: 30 }, accuracy: { value: 0.5, at: 20 } });
  });

  it('replaces an artifact of the same name', () => {
    const state = after(
      { kind: 'artifact', name: 'model.tar.gz', path: '/a', bytes: 1 },
      { kind: 'artifact', name: 'output.tar.gz', path: '/o', bytes: 3 },
      { kind: 'artifact', name: 'model.tar.gz', path: '/b', bytes: 2 },
    );
    assert.deepEqual(state.artifacts, [
      { name: 'output.tar.gz', path: '/o', bytes: 3 },
      { name: 'model.tar.gz', path: '/b', bytes: 2 },
    ]);
  });

  it('knows when the job ended', () => {
    assert.equal(after({ kind: 'end', describe: {} }).endedAt, 10);
  });

  it('leaves the state before as it was', () => {
    const frozen = Object.freeze({ ...fresh, transitions: Object.freeze([]), streams: Object.freeze([]) });
    reduce(frozen, { kind: 'log', job: 'car', at: 1, stream: 'algo-1', line: '' });
    reduce(frozen, { kind: 'status', job: 'car', at: 1, status: 'InProgress', secondaryStatus: 'Training' });
    assert.deepEqual(frozen, fresh);
  });
});

describe('isActive', () => {
  const running = ['InProgress', 'Stopping', 'Creating', 'InService', 'Updating', 'Deleting'];
  const over = ['Completed', 'Failed', 'Stopped', 'OutOfService'];
  for (const one of running) it(`${one} still runs`, () => assert.equal(isActive(one), true));
  for (const one of over) it(`${one} is over`, () => assert.equal(isActive(one), false));
});
