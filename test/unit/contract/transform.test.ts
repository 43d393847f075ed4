import assert from 'node:assert/strict';
import {
  dataProcessing,
  isRetried,
  outputKey,
  processedFormat,
  transformClient,
  transformHeaders,
} from '../../../src/contract/transform';

describe('calls of a transform job', () => {
  it('have the times and tries of the request, or the defaults (B10)', () => {
    assert.deepEqual(transformClient({}), { timeoutSeconds: 600, maxRetries: 3 });
    const ModelClientConfig = { InvocationsTimeoutInSeconds: 5, InvocationsMaxRetries: 0 };
    assert.deepEqual(transformClient({ ModelClientConfig }), { timeoutSeconds: 5, maxRetries: 0 });
  });

  it('D31: send Content-Type and Accept only where the request has them (B11)', () => {
    assert.deepEqual(transformHeaders({}), {});
    assert.deepEqual(transformHeaders({ contentType: 'text/csv', accept: 'application/json' }), {
      'content-type': 'text/csv',
      accept: 'application/json',
    });
  });

  it('are made again when there was no answer, or one of 5xx', () => {
    assert.deepEqual([0, 200, 400, 413, 429, 500, 503].filter(isRetried), [0, 500, 503]);
  });

  it('give outputs named after their inputs (B9)', () => {
    assert.equal(outputKey('2024/a.csv'), '2024/a.csv.out');
  });
});

describe('DataProcessing', () => {
  it('has defaults, and asks for nothing with them (B12)', () => {
    assert.equal(dataProcessing({}), undefined);
    assert.equal(dataProcessing({ DataProcessing: { InputFilter: '$', JoinSource: 'None' } }), undefined);
    assert.deepEqual(dataProcessing({ DataProcessing: { InputFilter: '$[1:]' } }), {
      inputFilter: '$[1:]',
      joinSource: 'None',
      outputFilter: '$',
    });
  });

  it('knows three formats', () => {
    const types = ['text/csv', 'Application/JSON; charset=utf-8', 'application/jsonlines', 'image/png', '', undefined];
    assert.deepEqual(types.map(processedFormat), ['csv', 'json', 'jsonlines', undefined, undefined, undefined]);
  });
});
