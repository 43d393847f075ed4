import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import Docker from 'dockerode';
import { bareApi, baseImage } from './engineLab';

describe('a connection that has become a stream', function () {
  this.timeout(30_000);

  it('ends with the signal of its call: left open it would keep a process from ending', async () => {
    const address = (process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock').replace('unix://', '');
    const container = await new Docker({ socketPath: address }).createContainer({ Image: baseImage, Cmd: ['true'] });
    const api = bareApi();
    try {
      for (const cut of ['signal', 'giveUp'] as const) {
        const abort = new AbortController();
        const query = { stream: true, stdout: true };
        const call = {
          method: 'POST',
          path: `/containers/${container.id}/attach`,
          query,
          signal: abort.signal,
        } as const;
        const stream = await api.hijack(call);
        const closed = once(stream, 'close');
        if (cut === 'signal') abort.abort();
        else api.giveUp();
        const ended = await Promise.race([closed.then(() => true), sleep(3_000, false)]);
        stream.destroy();
        assert.ok(ended, `${cut} does not close it`);
      }
    } finally {
      api.close();
      await container.remove();
    }
  });
});
