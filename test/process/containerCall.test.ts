import assert from 'node:assert/strict';
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { callContainer } from '../../src/local/hosting/containerCall';

const limits = { timeoutMs: 20_000, maxResponseBytes: 1_000 };
const part = Buffer.alloc(64 * 1024, 'x');

describe('a body that is read while it is sent', function () {
  this.timeout(30_000);
  const agent = new Agent({ keepAlive: true });
  let server: Server;
  let port: number;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    agent.destroy();
    server.close();
    server.closeAllConnections();
  });

  const call = (open: () => AsyncIterable<Buffer>) =>
    callContainer(
      {
        ...{ address: { host: '127.0.0.1', port }, agent, method: 'POST', path: '/invocations' },
        ...{ headers: { 'content-type': 'text/csv' }, body: { open } },
      },
      limits,
    );

  it('goes out in chunks, no faster than it is taken', async () => {
    let given = 0;
    let givenAtPause = 0;
    answer = (request, response) => {
      void sleep(300).then(() => {
        givenAtPause = given;
        let bytes = 0;
        request.on('data', (data: Buffer) => (bytes += data.length));
        request.on('end', () => response.end(`${String(bytes)} ${String(request.headers['transfer-encoding'])}`));
      });
    };
    const parts = 1_000;
    const answered = await call(async function* () {
      for (; given < parts; given += 1) yield await Promise.resolve(part);
    });
    assert.equal(String(answered.body), `${String(parts * part.length)} chunked`);
    assert.ok(givenAtPause < parts, 'a body of 64 MB waits in the file, not in memory');
  });

  it('is left when the container has answered before its end', async () => {
    const source = { isOpen: true };
    answer = (_request, response) => response.writeHead(413).end('too much');
    const answered = await call(async function* () {
      try {
        for (;;) {
          yield part;
          await sleep(1);
        }
      } finally {
        source.isOpen = false;
      }
    });
    assert.equal(answered.status, 413);
    for (let wait = 0; source.isOpen && wait < 200; wait += 1) await sleep(10);
    assert.ok(!source.isOpen);
  });

  it('that can not be read fails with the error of its reading', async () => {
    answer = (request) => request.resume();
    await assert.rejects(
      call(async function* () {
        yield await Promise.resolve(part);
        throw new RangeError('the file is gone');
      }),
      /the file is gone/,
    );
  });

  it('that fails at once does so too', async () => {
    answer = (request) => request.resume();
    await assert.rejects(
      call(async function* () {
        yield await Promise.reject<Buffer>(new RangeError('no such file'));
      }),
      /no such file/,
    );
  });
});
