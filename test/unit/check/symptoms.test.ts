import assert from 'node:assert/strict';
import { lastLines } from '../../../src/check/symptoms';
import { log } from './observed';

describe('the last lines of a log', () => {
  const ping = '172.17.0.1 - - "GET /ping HTTP/1.1" 502 157';

  it('are those that say why, not those of the pings behind them', () => {
    assert.deepEqual(lastLines(log('starting', 'OSError: libgomp.so.1', '', ping, ping), 2), [
      'starting',
      'OSError: libgomp.so.1',
    ]);
  });

  it('are the pings where there is nothing else', () => {
    assert.deepEqual(lastLines(log(ping, '')), [ping]);
    assert.deepEqual(lastLines([]), []);
  });
});
