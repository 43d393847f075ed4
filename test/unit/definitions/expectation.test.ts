import assert from 'node:assert/strict';
import type { Expectation } from '../../../src/definitions/definition';
import { mismatches, type Answer } from '../../../src/definitions/expectation';

const good: Answer = { statusCode: 200, contentType: 'text/csv', body: 'acc\n', milliseconds: 12 };
const fields = (expect: Expectation, answer: Partial<Answer> = {}) =>
  mismatches(expect, { ...good, ...answer }).map(({ field }) => field);

describe('mismatches', () => {
  it('compares nothing but the status where nothing is expected', () => {
    assert.deepEqual(fields({}), []);
    assert.deepEqual(fields({}, { statusCode: 424 }), ['StatusCode']);
  });

  it('tells what was expected and what came', () => {
    assert.deepEqual(mismatches({ StatusCode: 424, ContentType: 'application/json' }, good), [
      { field: 'StatusCode', expected: '424', actual: '200' },
      { field: 'ContentType', expected: 'application/json', actual: 'text/csv' },
    ]);
  });

  it('compares text without its last newline, and everything before', () => {
    assert.deepEqual(fields({ Body: 'acc' }), []);
    assert.deepEqual(fields({ Body: 'acc\r\n' }), []);
    assert.deepEqual(fields({ Body: ' acc' }), ['Body']);
    assert.deepEqual(fields({ Body: 'acc\n\n' }), ['Body']);
  });

  it('compares JSON as values where the answer says that it is JSON', () => {
    const answer = { contentType: 'application/json; charset=utf-8', body: '{"b":[1,2],"a":null}' };
    assert.deepEqual(fields({ Body: '{ "a": null, "b": [1, 2] }' }, answer), []);
    assert.deepEqual(fields({ Body: '{ "a": null, "b": [2, 1] }' }, answer), ['Body']);
    assert.deepEqual(fields({ Body: 'not json' }, answer), ['Body']);
    assert.deepEqual(fields({ Body: '{ "b":[1,2],"a":null}' }, { ...answer, contentType: 'text/plain' }), ['Body']);
    assert.deepEqual(fields({ Body: '[ 1 ]' }, { contentType: 'application/vnd.x+json', body: '[1]' }), []);
  });

  it('finds a regular expression anywhere in the body', () => {
    assert.deepEqual(fields({ BodyMatches: '^acc|good' }), []);
    assert.deepEqual(fields({ BodyMatches: 'unacc' }), ['BodyMatches']);
  });

  it('looks for the status of the container in a ModelError only', () => {
    const error = { statusCode: 424, body: '{"OriginalStatusCode":415}' };
    assert.deepEqual(fields({ StatusCode: 424, OriginalStatusCode: 415 }, error), []);
    assert.deepEqual(fields({ StatusCode: 424, OriginalStatusCode: 400 }, error), ['OriginalStatusCode']);
    assert.deepEqual(mismatches({ OriginalStatusCode: 415 }, { ...good, body: error.body }), [
      { field: 'OriginalStatusCode', expected: '415', actual: 'none' },
    ]);
    assert.deepEqual(fields({ StatusCode: 424, OriginalStatusCode: 415 }, { statusCode: 424, body: 'oops' }), [
      'OriginalStatusCode',
    ]);
  });

  it('takes a time that is exactly the limit', () => {
    assert.deepEqual(fields({ LatencyInMilliseconds: 12 }), []);
    assert.deepEqual(mismatches({ LatencyInMilliseconds: 11 }, good), [
      { field: 'LatencyInMilliseconds', expected: 'at most 11', actual: '12' },
    ]);
  });
});
