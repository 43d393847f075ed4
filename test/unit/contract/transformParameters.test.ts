import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  parametersLine,
  readExecutionParameters,
  requestedParameters,
  transformEnvironment,
  transformParameters,
} from '../../../src/contract/transformParameters';

describe('parameters of a transform job (B4)', () => {
  it('D30: are those of the request, then those of the container, then the defaults', () => {
    const container = readExecutionParameters(
      '{"MaxConcurrentTransforms":8,"BatchStrategy":"SINGLE_RECORD","MaxPayloadInMB":3}',
    );
    assert.deepEqual(container.ignored, []);
    assert.deepEqual(transformParameters(requestedParameters({ MaxPayloadInMB: 2 }), container.parameters), {
      maxConcurrentTransforms: 8,
      maxPayloadInMB: 2,
      batchStrategy: 'SingleRecord',
    });
    assert.deepEqual(transformParameters({}, {}), {
      maxConcurrentTransforms: 1,
      maxPayloadInMB: 6,
      batchStrategy: 'MultiRecord',
    });
  });

  it('leave the number of calls to the container where the request says 0', () => {
    assert.deepEqual(requestedParameters({ MaxConcurrentTransforms: 0, MaxPayloadInMB: 0 }), { maxPayloadInMB: 0 });
  });

  it('are logged as the platform does', () => {
    assert.equal(
      parametersLine(transformParameters({}, {})),
      'MaxConcurrentTransforms=1, MaxPayloadInMB=6, BatchStrategy=MULTI_RECORD',
    );
  });

  it('are told by the names that a container sends', () => {
    const { parameters } = readExecutionParameters('{"BatchStrategy":"SINGLE_RECORD","MaxConcurrentTransforms":8}');
    assert.equal(parametersLine(parameters), 'MaxConcurrentTransforms=8, BatchStrategy=SINGLE_RECORD');
  });

  const nonsense: readonly [body: string, ignored: readonly string[]][] = [
    ['', ['its answer is no JSON object']],
    ['<html>', ['its answer is no JSON object']],
    ['[]', ['its answer is no JSON object']],
    ['{}', []],
    ['{"MaxConcurrentTransforms":null,"Other":1}', []],
    ['{"MaxConcurrentTransforms":0}', ['MaxConcurrentTransforms is 0']],
    ['{"MaxConcurrentTransforms":"8"}', ['MaxConcurrentTransforms is "8"']],
    ['{"MaxPayloadInMB":0}', ['MaxPayloadInMB is 0']],
    ['{"MaxPayloadInMB":-1}', ['MaxPayloadInMB is -1']],
    ['{"MaxPayloadInMB":101}', ['MaxPayloadInMB is 101']],
    ['{"BatchStrategy":"ALL"}', ['BatchStrategy is "ALL"']],
  ];
  for (const [body, ignored] of nonsense) {
    it(`take nothing from ${JSON.stringify(body)}, and say so`, () => {
      assert.deepEqual(readExecutionParameters(body), { parameters: {}, ignored });
    });
  }

  it('can be read from any answer', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (body) => {
        assert.equal(typeof readExecutionParameters(body).parameters, 'object');
      }),
    );
  });
});

describe('environment of a transform container (B2)', () => {
  it('D30: says true, and the three others only if the request sets them', () => {
    assert.deepEqual(transformEnvironment({}), { SAGEMAKER_BATCH: 'true' });
    const request = { MaxPayloadInMB: 2, MaxConcurrentTransforms: 3, BatchStrategy: 'SingleRecord' } as const;
    assert.deepEqual(transformEnvironment(request), {
      SAGEMAKER_BATCH: 'true',
      SAGEMAKER_MAX_PAYLOAD_IN_MB: '2',
      SAGEMAKER_BATCH_STRATEGY: 'SINGLE_RECORD',
      SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: '3',
    });
  });

  it("holds the request's own variables, but not in the place of the platform's", () => {
    const request = { Environment: { A: 'b', SAGEMAKER_BATCH: 'no' } };
    assert.deepEqual(transformEnvironment(request), { A: 'b', SAGEMAKER_BATCH: 'true' });
  });
});
