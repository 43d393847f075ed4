import assert from 'node:assert/strict';
import type { CheckUse } from '../../../src/jobs/containerCheck';
import type { CheckSubject } from '../../../src/local/check/checkSubject';
import { otherEncoding, typedValues } from '../../../src/local/check/encodings';
import { gunicornSeconds } from '../../../src/local/check/gunicornLook';
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

  it('writes hyperparameters as they were meant, where they are not all text', () => {
    const values = { mode: 'fast', name: '"x"', epochs: '3', flag: 'true', rate: '1e-3' };
    assert.deepEqual(typedValues(values), { mode: 'fast', name: '"x"', epochs: 3, flag: true, rate: 0.001 });
    assert.equal(typedValues({ mode: 'fast' }), undefined);
    assert.equal(typedValues({}), undefined);
  });

  for (const [said, seconds] of [
    ['gunicorn python3 /usr/bin/gunicorn --timeout 20 app:app', 20],
    ['gunicorn python3 /usr/bin/gunicorn -t 20 -w 2 app:app | timeout = 90', 20],
    ['gunicorn python3 /usr/bin/gunicorn app:app --timeout=20', 20],
    ['gunicorn python3 /usr/bin/gunicorn app:app | workers = 2 | timeout = 10', 10],
    ['gunicorn python3 /usr/bin/gunicorn app:app | timeout = 0', 0],
    ['gunicorn python3 /usr/bin/gunicorn app:app | timeout = 2 * 60', undefined],
    ['gunicorn python3 /usr/bin/gunicorn app:app', undefined],
    ['gunicorn python3 /usr/bin/gunicorn -k gevent --timeout 20 app:app', undefined],
    [
      'gunicorn python3 /usr/bin/gunicorn app:app | worker_class = "uvicorn.workers.UvicornWorker" | timeout = 9',
      undefined,
    ],
    ['gunicorn python3 /usr/bin/gunicorn --threads 4 -t 20 app:app', undefined],
    ['12 0 0 0 - gunicorn', undefined],
  ] as const) {
    it(`reads ${String(seconds)} s of: ${said}`, () => {
      assert.equal(gunicornSeconds(said), seconds);
    });
  }

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
