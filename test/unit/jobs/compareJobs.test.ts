import assert from 'node:assert/strict';
import { comparableRequest, compareJobs, comparisonTable, type ComparedJob } from '../../../src/jobs/compareJobs';

const seconds = (milliseconds: number) => `${milliseconds / 1000} s`;

function compared(more: Partial<ComparedJob['state']>, rest: Omit<ComparedJob, 'state'>): ComparedJob {
  const state: ComparedJob['state'] = {
    ...{ name: 'one', kind: 'training-job', status: 'Completed', engine: 'docker', createdAt: 0, endedAt: 9_000 },
    ...{ transitions: [], artifacts: [], streams: [], metrics: {} },
    ...more,
  };
  return { state, ...rest };
}

describe('two jobs side by side', () => {
  const here = compared(
    {
      transitions: [
        { status: 'Starting', startedAt: 0, endedAt: 1_000 },
        { status: 'Training', startedAt: 1_000, endedAt: 4_000 },
        { status: 'Interrupted', startedAt: 4_000, endedAt: 5_000 },
        { status: 'Training', startedAt: 5_000, endedAt: 9_000 },
      ],
    },
    { request: { TrainingJobName: 'one', HyperParameters: { b: '1', a: '2' } }, metrics: { loss: 0.123456789 } },
  );
  const there = compared(
    { engine: 'aws', status: 'InProgress', createdAt: 10_000 },
    { request: { HyperParameters: { a: '3', b: '1' }, Tags: [{ Key: 'k' }] }, metrics: { accuracy: 1 } },
  );

  it('have requests that differ only where they mean something else', () => {
    assert.equal(
      JSON.stringify(comparableRequest(here.request)),
      JSON.stringify({ HyperParameters: { a: '2', b: '1' } }),
    );
    assert.deepEqual(comparableRequest(there.request), { HyperParameters: { a: '3', b: '1' } });
  });

  it('tell their times, each phase in sum, their metrics, and what differs', () => {
    const { endedAt: _running, ...state } = there.state;
    const rows = compareJobs(here, { ...there, state }, seconds, 15_000);
    assert.deepEqual(
      rows.map(({ fact, one, other }) => [fact, one, other]),
      [
        ['Status', 'Completed', 'InProgress'],
        ['Engine', 'docker', 'aws'],
        ['Duration', '9 s', '5 s'],
        ['Starting', '1 s', ''],
        ['Training', '7 s', ''],
        ['Interrupted', '1 s', ''],
        ['loss', '0.123457', ''],
        ['accuracy', '', '1'],
        ['HyperParameters.a', '2', '3'],
      ],
    );
  });

  it('are a table in which nothing that they say is markup', () => {
    const rows = [{ fact: 'a|b', one: '[x](http://y)', other: 'two\nlines' }];
    assert.equal(
      comparisonTable(['', 'one', 'other'], rows),
      '|  | one | other |\n| --- | --- | --- |\n| a\\|b | \\[x\\]\\(http://y\\) | two lines |\n',
    );
  });
});
