import assert from 'node:assert/strict';
import type { CheckUse } from '../../../src/jobs/containerCheck';
import type { CheckSubject } from '../../../src/local/check/checkSubject';
import { otherEncoding } from '../../../src/local/check/encodings';
import { wantedRuns } from '../../../src/local/check/observe';
import { largeBody } from '../../../src/local/check/sampleRequests';
import { laterPatience, listensElsewhere } from '../../../src/local/check/serverRun';

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

  it('runs a product of the Marketplace in the ways that its definitions or its programs speak of', () => {
    const runs = (more: Pick<CheckSubject, 'container'>, names: readonly string[], use: CheckUse = 'marketplace') => {
      const file = { path: '/bin/x', isExecutable: true, firstLine: '' };
      const programs = Object.fromEntries(names.map((name) => [name, file]));
      const { isTrained, isServed } = wantedRuns(more, new Set([use]), { programs });
      return [...(isTrained ? ['train'] : []), ...(isServed ? ['serve'] : [])];
    };
    const container = { hostname: '', image: { kind: 'name', name: 'x' }, environment: {} } as const;
    assert.deepEqual(runs({}, []), []);
    assert.deepEqual(runs({}, ['train', 'serve']), ['train', 'serve']);
    assert.deepEqual(runs({ container }, []), ['serve']);
    assert.deepEqual(runs({ container }, ['train']), ['train', 'serve']);
    assert.deepEqual(runs({}, [], 'realtime'), ['serve']);
    assert.deepEqual(runs({ container }, ['train', 'serve'], 'training'), ['train']);
  });

  it('gives a server that starts slowly as long again on another port', () => {
    assert.equal(laterPatience(480, 2), 30);
    assert.equal(laterPatience(480, 60), 180);
    assert.equal(laterPatience(20, 2), 20);
    assert.equal(laterPatience(480, undefined), 30);
  });

  it('knows a server that listens where nobody calls', () => {
    assert.equal(listensElsewhere(undefined, 8080), undefined);
    assert.equal(listensElsewhere([], 8080), undefined);
    assert.equal(listensElsewhere(['0.0.0.0:8080', '127.0.0.1:9000'], 8080), undefined);
    assert.equal(listensElsewhere(['127.0.0.1:8080'], 8080), 'loopback');
    assert.equal(listensElsewhere(['[::1]:8080', '127.0.0.1:8080'], 8080), 'loopback');
    assert.equal(listensElsewhere(['0.0.0.0:5000'], 8080), 'port');
    // What stands behind a front that is still to come.
    assert.equal(listensElsewhere(['127.0.0.1:8500'], 8080), undefined);
  });
});
