import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DockerApi } from '../../src/engines/docker/dockerApi';

/** As many as follow, wait for and attach to the containers of a pipeline at once. */
const many = 45;

describe('the API of a container engine', () => {
  it('has many calls under way without a warning of Node, all of which end when it is given up', async () => {
    let asked = 0;
    const silent = createServer(() => (asked += 1));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const warnings: string[] = [];
    const hear = ({ message }: Error) => warnings.push(message);
    process.on('warning', hear);
    try {
      const { port } = silent.address() as AddressInfo;
      const api = new DockerApi({ host: '127.0.0.1', port }, 'a silent engine');
      const calls = Array.from({ length: many }, () => api.json({ path: '/containers/one/wait' }));
      const ends = Promise.allSettled(calls);
      while (asked < many) await once(silent, 'request');
      api.giveUp();
      assert.deepEqual(new Set((await ends).map(({ status }) => status)), new Set(['rejected']));
    } finally {
      process.off('warning', hear);
      silent.closeAllConnections();
      silent.close();
    }
    assert.deepEqual(warnings, []);
  });
});
