import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ModelClient, type ModelHop, type ModelMember } from '../../../src/local/hosting/modelClient';

/** Containers as plain servers, each with what it does. */
class Containers {
  readonly behaviours: RequestListener[] = [];
  private readonly servers: Server[] = [];

  async open(count: number): Promise<readonly ModelMember[]> {
    for (let index = 0; index < count; index += 1) {
      const server = createServer((incoming, response) => this.behaviours[index]?.(incoming, response));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      this.servers.push(server);
    }
    return this.servers.map((server, index) => {
      const hostname = `container-${index + 1}`;
      return {
        hostname,
        stream: hostname,
        address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
      };
    });
  }

  async close(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }
}

const limits = { timeoutMs: 400, maxResponseBytes: 1_000 };
const call = { headers: { 'content-type': 'text/csv' }, body: Buffer.from('a') };
const ok: RequestListener = (incoming, response) => {
  incoming.resume().on('end', () => response.end('ok'));
};

describe('a client of three containers', function () {
  this.timeout(20_000);
  const containers = new Containers();
  let client = new ModelClient({ mode: 'Serial', members: [] });
  let direct = client;
  const hops: ModelHop[] = [];
  const onHop = (hop: ModelHop) => void hops.push(hop);
  before(async () => {
    const members = await containers.open(3);
    client = new ModelClient({ mode: 'Serial', members });
    direct = new ModelClient({ mode: 'Direct', members });
  });
  beforeEach(() => {
    hops.length = 0;
    containers.behaviours.splice(0, 3, ok, ok, ok);
  });
  after(async () => {
    client.close();
    direct.close();
    await containers.close();
  });

  it('I7: says who is late, within the time of the whole call', async () => {
    containers.behaviours[0] = (_incoming, response) => void setTimeout(() => response.end(), 250);
    containers.behaviours[1] = (_incoming, response) => void setTimeout(() => response.end(), 250);
    const started = performance.now();
    const answer = await client.invoke(call, { ...limits, onHop });
    assert.ok(performance.now() - started < 2_000);
    assert.deepEqual([answer.failure, answer.status, answer.member.hostname], ['timeout', 0, 'container-2']);
    assert.equal(answer.body.toString(), 'The container did not answer within 0.4 s.');
    assert.deepEqual(
      hops.map(({ member, answer: { failure } }) => [member.hostname, failure]),
      [
        ['container-1', undefined],
        ['container-2', 'timeout'],
      ],
    );
  });

  it('says who breaks the connection', async () => {
    containers.behaviours[2] = (incoming) => void incoming.socket.destroy();
    const answer = await client.invoke(call, limits);
    assert.deepEqual([answer.failure, answer.member.hostname], ['connection', 'container-3']);
  });

  it('takes a long answer between two containers, and none at the end', async () => {
    const long: RequestListener = (_incoming, response) => response.end('x'.repeat(1_001));
    containers.behaviours[0] = long;
    assert.equal((await client.invoke(call, limits)).body.toString(), 'ok');
    containers.behaviours[2] = long;
    const answer = await client.invoke(call, limits);
    assert.deepEqual([answer.failure, answer.member.hostname], ['tooLarge', 'container-3']);
  });

  it('is given up when its caller gives up, also before it begins', async () => {
    containers.behaviours[1] = () => undefined;
    const over = new AbortController();
    const waiting = client.invoke(call, { ...limits, timeoutMs: 60_000, signal: over.signal });
    setTimeout(() => over.abort(), 100);
    assert.equal((await waiting).failure, 'aborted');
    assert.equal((await client.invoke(call, { ...limits, signal: over.signal })).failure, 'aborted');
  });

  it('begins where it is told to, and asks one container only in Direct mode', async () => {
    await client.invoke({ ...call, from: 1 }, { ...limits, onHop });
    await direct.invoke({ ...call, from: 1 }, { ...limits, onHop });
    assert.deepEqual(
      hops.map(({ member }) => member.hostname),
      ['container-2', 'container-3', 'container-2'],
    );
  });

  it('serves many calls at once, each with its own bodies', async () => {
    for (let index = 0; index < 3; index += 1) {
      containers.behaviours[index] = (incoming, response) => void incoming.pipe(response);
    }
    const bodies = Array.from({ length: 200 }, (_, index) => Buffer.from(`body ${index}`));
    const timeoutMs = 15_000;
    const answers = await Promise.all(bodies.map((body) => client.invoke({ ...call, body }, { ...limits, timeoutMs })));
    assert.deepEqual(
      answers.map(({ body }) => body.toString()),
      bodies.map((body) => body.toString()),
    );
  });

  it('asks all of them for their health, and tells of one that is not well', async () => {
    const all = { ...limits, timeoutMs: 5_000 };
    assert.equal((await client.ask('GET', '/ping', all)).status, 200);
    containers.behaviours[1] = (_incoming, response) => response.writeHead(503).end();
    const answer = await client.ask('GET', '/ping', all);
    assert.deepEqual([answer.status, answer.member.hostname], [503, 'container-2']);
  });
});
