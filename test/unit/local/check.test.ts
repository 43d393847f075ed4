import assert from 'node:assert/strict';
import { otherEncoding } from '../../../src/local/check/encodings';
import { largeBody } from '../../../src/local/check/sampleRequests';
import { listensElsewhere } from '../../../src/local/check/serverRun';

describe('what a check tries', () => {
  it('writes text hyperparameters in the other encoding, and numbers as they are', () => {
    const values = { mode: 'fast', epochs: '3', flag: 'true', rate: '1e-3' };
    assert.deepEqual(otherEncoding(values)?.values, { ...values, mode: '"fast"' });
    assert.deepEqual(otherEncoding({ mode: '"fast"' })?.values, { mode: 'fast' });
    assert.equal(otherEncoding({ epochs: '3', flag: 'false' }), undefined);
    assert.equal(otherEncoding({}), undefined);
  });

  it('makes a body that is nearly as large as it may be, of whole rows or with white space behind', () => {
    const rows = largeBody({ contentType: 'text/csv', body: Buffer.from('1,2\n') });
    assert.ok(rows.length > 6_200_000 && rows.length < 6_291_456);
    assert.equal(rows.subarray(-4).toString(), '1,2\n');
    const json = largeBody({ contentType: 'application/json', body: Buffer.from('{"a":1}') });
    assert.deepEqual(JSON.parse(json.toString()), { a: 1 });
    assert.ok(json.length > 6_200_000 && json.length < 6_291_456);
  });

  it('knows a server that listens where nobody calls', () => {
    assert.equal(listensElsewhere(undefined, 8080), undefined);
    assert.equal(listensElsewhere([], 8080), undefined);
    assert.equal(listensElsewhere(['0.0.0.0:8080', '127.0.0.1:9000'], 8080), undefined);
    assert.equal(listensElsewhere(['127.0.0.1:8080'], 8080), 'loopback');
    assert.equal(listensElsewhere(['[::1]:8080', '127.0.0.1:8080'], 8080), 'loopback');
    assert.equal(listensElsewhere(['0.0.0.0:5000'], 8080), 'port');
  });
});
