import assert from 'node:assert/strict';
import { readJobs, readMetricsMessage } from '../../../src/vscode/panels/metricsMessages';

describe('what a page of metrics says', () => {
  for (const message of [{ type: 'ready' }, { type: 'exportCsv' }, { type: 'openLog', index: 2 }]) {
    it(`is understood: ${JSON.stringify(message)}`, () => {
      assert.deepEqual(readMetricsMessage({ ...message, more: 'dropped' }), message);
    });
  }

  const nonsense = [
    undefined,
    null,
    'ready',
    7,
    {},
    { type: 'run' },
    { type: 'openLog' },
    { type: 'openLog', index: -1 },
  ];
  for (const value of [...nonsense, { type: 'openDefinition', index: '0' }, { type: 'openLog', index: 1.5 }]) {
    it(`is dropped: ${JSON.stringify(value)}`, () => assert.equal(readMetricsMessage(value), undefined));
  }

  it('names the jobs of a panel that was open, and none where what was kept is broken', () => {
    const jobs = [{ project: 'file:///p', job: 'car' }];
    assert.deepEqual(readJobs({ jobs: [...jobs, { project: 1 }, null], axis: 'step' }), jobs);
    for (const broken of [undefined, null, 3, {}, { jobs: {} }]) assert.deepEqual(readJobs(broken), []);
  });
});
