import assert from 'node:assert/strict';
import { headersOf, readInspectorMessage } from '../../../src/vscode/panels/inspectorMessages';
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

describe('what a page of the inspector says', () => {
  const request = { contentType: 'text/csv', accept: '', customAttributes: '', body: 'YSxi' };
  const good = [
    { type: 'ready' },
    { type: 'send', id: 1, from: 0, request },
    { type: 'save', request },
    { type: 'openText', text: 'a', language: 'json' },
    { type: 'compare', left: 'a', right: 'b', title: 'c' },
  ];
  for (const message of good) {
    it(`is understood: ${message.type}`, () => {
      assert.deepEqual(readInspectorMessage({ ...message, more: 1 }), message);
    });
  }

  const bad = [
    { type: 'send', id: 1, from: -1, request },
    { type: 'send', id: 1, from: 0 },
    { type: 'send', id: 1, from: 0, request: { ...request, body: 'not base64!' } },
    { type: 'save', request: { ...request, accept: 3 } },
    { type: 'load', index: '../x' },
    { type: 'openText', text: 'a' },
    { type: 'run' },
    null,
  ];
  for (const message of bad) {
    it(`is dropped: ${JSON.stringify(message)}`, () => assert.equal(readInspectorMessage(message), undefined));
  }

  it('is sent with the headers that were filled in', () => {
    assert.deepEqual(headersOf(request), { 'content-type': 'text/csv' });
  });
});
