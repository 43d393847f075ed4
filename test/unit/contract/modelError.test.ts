import assert from 'node:assert/strict';
import { modelError } from '../../../src/contract/modelError';

const endpoint = { endpoint: 'cars', region: 'eu-west-1', stream: 'AllTraffic' };

describe('modelError', () => {
  it("I11: tells the container's status, its own words and where its log is", () => {
    assert.deepEqual(modelError(endpoint, 415, 'unsupported'), {
      Message:
        'Received client error (415) from primary with message "unsupported". The log stream AllTraffic of endpoint cars has the details.',
      OriginalStatusCode: 415,
      OriginalMessage: 'unsupported',
      LogStreamArn: 'arn:aws:logs:eu-west-1:000000000000:log-group:/aws/sagemaker/Endpoints/cars:log-stream:AllTraffic',
    });
  });

  it('I11: names the container of a pipeline, with its own log stream', () => {
    const { Message, LogStreamArn } = modelError({ ...endpoint, stream: 'second', container: 'second' }, 500, 'no');
    assert.match(Message, /^Received server error \(500\) from second with message "no"\. The log stream second of/);
    assert.match(LogStreamArn, /:log-stream:second$/);
  });

  for (const [status, party] of [
    [400, 'client'],
    [499, 'client'],
    [500, 'server'],
    [503, 'server'],
    [302, 'server'],
    [0, 'server'],
  ] as const) {
    it(`counts ${status} as a ${party} error`, () => {
      assert.match(modelError(endpoint, status, '').Message, new RegExp(`^Received ${party} error \\(${status}\\)`));
    });
  }
});
