import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pingDelayMs } from '../../../src/contract/hosting';
import { keepPinging, ping, untilHealthy, type Ping } from '../../../src/local/hosting/healthCheck';

const within = (seconds: number) => ({ seconds, delayMs: pingDelayMs });
const never = new AbortController().signal;

describe('health checks of a container', function () {
  this.timeout(20_000);
  let behaviour: RequestListener = (_incoming, response) => response.end();
  const server = createServer((incoming, response) => {
    behaviour(incoming, response);
  });
  before((done) => void server.listen(0, '127.0.0.1', done));
  after((done) => {
    server.closeAllConnections();
    server.close(done);
  });
  const address = () => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });

  it('I3: are GET /ping as the platform sends it, and good with 200', async () => {
    let seen = '';
    behaviour = ({ method, url, headers }, response) => {
      seen = `${String(method)} ${String(url)} ${String(headers['user-agent'])}`;
      response.end();
    };
    const { ok, status, outcome } = await ping(address());
    assert.deepEqual([ok, status, outcome], [true, 200, '200']);
    assert.equal(seen, 'GET /ping AHC/2.0');
  });

  for (const status of [204, 301, 404, 500]) {
    it(`I3: are not good with ${status}`, async () => {
      behaviour = (_incoming, response) => {
        response.statusCode = status;
        response.end();
      };
      assert.deepEqual(await ping(address()).then(({ ok, outcome }) => [ok, outcome]), [false, String(status)]);
    });
  }

  it('I3: are over after 2 s', async () => {
    behaviour = () => undefined;
    const { ok, outcome, milliseconds } = await ping(address());
    assert.deepEqual([ok, outcome], [false, 'no answer within 2 s']);
    assert.ok(milliseconds >= 1_950 && milliseconds < 3_000);
  });

  it('tell a container that does not listen yet', async () => {
    assert.equal((await ping({ host: '127.0.0.1', port: 9 })).outcome, 'connection refused');
  });

  it('I4: go on until the first good one', async () => {
    let count = 0;
    behaviour = (_incoming, response) => {
      count += 1;
      response.statusCode = count < 4 ? 503 : 200;
      response.end();
    };
    const told: Ping[] = [];
    assert.equal(await untilHealthy(address(), within(10), (one) => told.push(one), never), true);
    assert.deepEqual(
      told.map(({ outcome }) => outcome),
      ['503', '503', '503', '200'],
    );
  });

  it('I4: give up when the time is over, for a port that never answers too', async () => {
    const told: Ping[] = [];
    const started = performance.now();
    assert.equal(
      await untilHealthy({ host: '127.0.0.1', port: 9 }, within(0.5), (one) => told.push(one), never),
      false,
    );
    const seconds = (performance.now() - started) / 1000;
    assert.ok(seconds >= 0.45 && seconds < 1.5, String(seconds));
    assert.ok(told.length >= 3);
  });

  it('end at once when nobody waits any more', async () => {
    const over = new AbortController();
    const waiting = untilHealthy({ host: '127.0.0.1', port: 9 }, within(60), () => undefined, over.signal);
    setTimeout(() => over.abort(), 200);
    await assert.rejects(waiting, { name: 'AbortError' });
    const going = keepPinging(address(), () => undefined, over.signal);
    await going;
  });
});
