import assert from 'node:assert/strict';
import { isExcepted, proxyAgents } from '../../../src/aws/context/proxy';

describe('the proxy for calls of AWS', () => {
  const cases: readonly (readonly [host: string, port: number, exceptions: string, excepted: boolean])[] = [
    ['s3.eu-west-1.amazonaws.com', 443, 'localhost,.amazonaws.com', true],
    ['s3.eu-west-1.amazonaws.com', 443, 'amazonaws.com', true],
    ['s3.eu-west-1.amazonaws.com', 443, '*.amazonaws.com', true],
    ['notamazonaws.com', 443, 'amazonaws.com', false],
    ['127.0.0.1', 80, 'localhost 127.0.0.1', true],
    ['127.0.0.1', 81, '127.0.0.1:80', false],
    ['127.0.0.1', 80, '127.0.0.1:80', true],
    ['anything', 1, '*', true],
    ['anything', 1, '', false],
    ['Upper.Example', 1, 'upper.EXAMPLE', true],
  ];
  for (const [host, port, exceptions, excepted] of cases) {
    it(`is ${excepted ? 'not ' : ''}taken to ${host}:${port} with NO_PROXY "${exceptions}"`, () => {
      assert.equal(isExcepted(host, port, exceptions), excepted);
    });
  }

  it('is none when no variable names one', () => {
    assert.equal(proxyAgents({ NO_PROXY: '*', HTTPS_PROXY: '' }), undefined);
  });
});
