import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pingDelayMs, requestHeaders, responseHeaders } from '../../../src/contract/hosting';

describe('requestHeaders', () => {
  it('I9: hands on what InvokeEndpoint knows, whatever the case of the names', () => {
    const known = [
      ...['Content-Type', 'ACCEPT', 'X-Amzn-SageMaker-Custom-Attributes', 'x-amzn-sagemaker-target-model'],
      ...['x-amzn-sagemaker-target-variant', 'x-amzn-sagemaker-target-container-hostname'],
      ...['x-amzn-sagemaker-inference-id', 'x-amzn-sagemaker-inference-component'],
      ...['x-amzn-sagemaker-session-id', 'x-amzn-sagemaker-enable-explanations'],
    ];
    const sent = Object.fromEntries(known.map((name) => [name, `value of ${name}`]));
    const expected = Object.fromEntries(known.map((name) => [name.toLowerCase(), `value of ${name}`]));
    assert.deepEqual(requestHeaders(sent), expected);
  });

  it('I9: drops everything else', () => {
    const others = {
      ...{ authorization: 'secret', cookie: 'a=b', host: 'here', 'user-agent': 'curl', 'x-my-own': '1' },
      ...{
        'transfer-encoding': 'chunked',
        connection: 'close',
        'x-amzn-sagemaker-anything': '1',
        'content-length': '3',
      },
    };
    assert.deepEqual(requestHeaders(others), {});
  });

  it('keeps a value verbatim and leaves out a header that is not there', () => {
    assert.deepEqual(requestHeaders({ accept: 'text/csv; header=present, */*', 'content-type': undefined }), {
      accept: 'text/csv; header=present, */*',
    });
  });
});

describe('responseHeaders', () => {
  it('I10: hands on the type, the custom attributes and the session ids only', () => {
    assert.deepEqual(
      responseHeaders({
        'Content-Type': 'text/csv',
        'X-Amzn-SageMaker-Custom-Attributes': 'trace=1',
        'x-amzn-sagemaker-new-session-id': 'id; Expires=2030-01-01T00:00:00Z',
        'x-amzn-sagemaker-closed-session-id': 'id',
        'x-amzn-sagemaker-target-model': 'x',
        server: 'gunicorn',
        'set-cookie': ['a=b'],
        date: 'today',
      }),
      {
        'content-type': 'text/csv',
        'x-amzn-sagemaker-custom-attributes': 'trace=1',
        'x-amzn-sagemaker-new-session-id': 'id; Expires=2030-01-01T00:00:00Z',
        'x-amzn-sagemaker-closed-session-id': 'id',
      },
    );
  });
});

describe('pingDelayMs', () => {
  it('begins with a quick look and settles at one a second', () => {
    assert.equal(pingDelayMs(0), 25);
    assert.equal(pingDelayMs(40), 1_000);
  });

  it('notices no start later than 25 ms and a tenth of its time', () => {
    let sofar = 0;
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const delay = pingDelayMs(attempt);
      assert.ok(delay <= 26 + sofar / 10, `${String(delay)} ms after ${String(sofar)} ms`);
      sofar += delay;
    }
  });

  it('never gets shorter, and never longer than a second', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (attempt) => {
        assert.ok(pingDelayMs(attempt) <= pingDelayMs(attempt + 1));
        assert.ok(pingDelayMs(attempt) > 0 && pingDelayMs(attempt) <= 1_000);
      }),
    );
  });
});
