import assert from 'node:assert/strict';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { maxBodyBytes } from '../../../src/contract/hosting';
import { openFrontProxy } from '../../../src/local/hosting/frontProxy';
import type { Listening } from '../../../src/machine/loopback';
import type { Address } from '../../../src/local/hosting/healthCheck';
import { ModelClient } from '../../../src/local/hosting/modelClient';

const limit = 6_291_456;

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

type Behaviour = (seen: Seen, response: ServerResponse, incoming: IncomingMessage) => void;

/** A container as a plain server, with the proxy in front of it. */
class Endpoint {
  readonly calls: Seen[] = [];
  behaviour: Behaviour = (_seen, response) => response.end('ok');
  private readonly server = createServer((incoming, response) => void this.answer(incoming, response));
  private proxy: Listening | undefined;
  private client = new ModelClient({ mode: 'Serial', members: [] });

  async open(timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const member = { hostname: 'container-1', stream: 'AllTraffic', address: this.address };
    this.client = new ModelClient({ mode: 'Serial', members: [member] });
    this.proxy = await openFrontProxy({ ...this.facts, limits: { timeoutMs, maxBytes: maxBodyBytes } }, 0);
  }

  get facts() {
    return {
      name: 'cars',
      variant: 'AllTraffic',
      region: 'eu-west-1',
      client: this.client,
      trace: () => Promise.reject(new Error('nothing is traced here')),
    };
  }

  get address(): Address {
    return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  get port(): number {
    assert.ok(this.proxy);
    return this.proxy.port;
  }

  async close(): Promise<void> {
    await this.proxy?.close();
    this.client.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming as AsyncIterable<Buffer>) parts.push(part);
    const seen = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(parts),
    };
    this.calls.push(seen);
    this.behaviour(seen, response, incoming);
  }
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

function call(port: number, { path = '/endpoints/cars/invocations', method = 'POST', headers, body }: Call = {}) {
  return new Promise<Reply>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, agent: false, ...(headers && { headers }) } as const;
    const sent = request(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const modelError = ({ body }: Reply) =>
  JSON.parse(body) as { readonly OriginalStatusCode: number; readonly OriginalMessage: string };

describe('the front of an endpoint', function () {
  this.timeout(20_000);
  const endpoint = new Endpoint();
  before(() => endpoint.open(400));
  after(() => endpoint.close());
  beforeEach(() => {
    endpoint.calls.length = 0;
    endpoint.behaviour = (_seen, response) => response.end('ok');
  });
  const last = (): Seen => {
    const seen = endpoint.calls.at(-1);
    assert.ok(seen);
    return seen;
  };

  for (const path of ['/endpoints/cars/invocations', '/invocations', '/invocations?x=1']) {
    it(`takes ${path} for InvokeEndpoint`, async () => {
      const reply = await call(endpoint.port, { path, body: 'a,b' });
      assert.deepEqual([reply.status, reply.body], [200, 'ok']);
      assert.deepEqual([last().method, last().path, last().body.toString()], ['POST', '/invocations', 'a,b']);
    });
  }

  it('knows no other path, method or endpoint', async () => {
    for (const path of ['/', '/endpoints/other/invocations', '/models', '/invocations/more']) {
      const reply = await call(endpoint.port, { path });
      assert.deepEqual([reply.status, reply.headers['x-amzn-errortype']], [404, 'ValidationError'], path);
    }
    assert.equal((await call(endpoint.port, { method: 'GET' })).status, 405);
    assert.deepEqual(endpoint.calls, []);
  });

  it('hands /ping on', async () => {
    assert.equal((await call(endpoint.port, { path: '/ping', method: 'GET' })).status, 200);
    assert.equal(last().path, '/ping');
  });

  it('I9: gives the container the headers of the contract, and no others', async () => {
    await call(endpoint.port, {
      headers: {
        'Content-Type': 'text/csv; header=present',
        Accept: 'application/json',
        'X-Amzn-SageMaker-Custom-Attributes': 'trace=1; b',
        'X-Amzn-SageMaker-Inference-Id': 'a-1',
        Authorization: 'AWS4-HMAC-SHA256 secret',
        'X-Amz-Security-Token': 'secret',
        Cookie: 'a=b',
        'User-Agent': 'boto3',
        'X-Own': '1',
      },
      body: 'x',
    });
    assert.deepEqual(last().headers, {
      'content-type': 'text/csv; header=present',
      accept: 'application/json',
      'x-amzn-sagemaker-custom-attributes': 'trace=1; b',
      'x-amzn-sagemaker-inference-id': 'a-1',
      'content-length': '1',
      host: `127.0.0.1:${endpoint.address.port}`,
      connection: 'keep-alive',
    });
  });

  it('refuses a call that names a model, where there is one only', async () => {
    const reply = await call(endpoint.port, { headers: { 'X-Amzn-SageMaker-Target-Model': 'a.tar.gz' }, body: 'x' });
    assert.deepEqual([reply.status, reply.headers['x-amzn-errortype']], [400, 'ValidationError']);
    assert.match(reply.body, /Endpoint cars is not a multi-model endpoint/);
    assert.deepEqual(endpoint.calls, []);
  });

  it('I10: gives the caller the headers of the contract, and no others', async () => {
    endpoint.behaviour = (_seen, response) => {
      response.writeHead(201, {
        'Content-Type': 'text/csv',
        'X-Amzn-SageMaker-Custom-Attributes': 'back',
        'Set-Cookie': 'a=b',
        Server: 'gunicorn',
      });
      response.end('acc\n');
    };
    const { status, headers, body } = await call(endpoint.port);
    const { date: _date, connection: _connection, 'x-amzn-requestid': id, ...others } = headers;
    assert.deepEqual([status, body], [200, 'acc\n']);
    assert.match(String(id), /^[0-9a-f-]{36}$/);
    assert.deepEqual(others, {
      'content-type': 'text/csv',
      'content-length': '4',
      'x-amzn-sagemaker-custom-attributes': 'back',
      'x-amzn-invoked-production-variant': 'AllTraffic',
    });
  });

  for (const [status, party] of [
    [400, 'client'],
    [415, 'client'],
    [500, 'server'],
    [503, 'server'],
    [302, 'server'],
  ] as const) {
    it(`I11: makes a ModelError of ${status}`, async () => {
      endpoint.behaviour = (_seen, response) => {
        response.writeHead(status, { 'Content-Type': 'text/plain' });
        response.end('why "not"');
      };
      const reply = await call(endpoint.port);
      assert.deepEqual([reply.status, reply.headers['x-amzn-errortype']], [424, 'ModelError']);
      assert.equal(reply.headers['content-type'], 'application/json');
      const error = JSON.parse(reply.body) as Record<string, unknown>;
      assert.deepEqual([error['OriginalStatusCode'], error['OriginalMessage']], [status, 'why "not"']);
      assert.match(String(error['Message']), new RegExp(`${party} error \\(${status}\\)`));
      assert.match(String(error['LogStreamArn']), /Endpoints\/cars:log-stream:AllTraffic$/);
    });
  }

  it('I8: takes a body of exactly 6 MiB both ways', async () => {
    endpoint.behaviour = (seen, response) => response.end(seen.body);
    const reply = await call(endpoint.port, { body: Buffer.alloc(limit, 'x') });
    assert.deepEqual([reply.status, reply.body.length], [200, limit]);
  });

  it('I8: refuses a longer request with 413, without bothering the container', async () => {
    const reply = await call(endpoint.port, { body: Buffer.alloc(limit + 1) });
    assert.equal(reply.status, 413);
    assert.match(reply.body, /6291456/);
    assert.deepEqual(endpoint.calls, []);
  });

  it('I8: makes a ModelError of a longer answer', async () => {
    endpoint.behaviour = (_seen, response) => response.end(Buffer.alloc(limit + 1));
    const reply = await call(endpoint.port);
    assert.equal(reply.status, 424);
    assert.match(modelError(reply).OriginalMessage, /longer than 6291456 bytes/);
  });

  it('I7: makes a ModelError of an answer that takes too long, and calls the container once only', async () => {
    await call(endpoint.port);
    endpoint.calls.length = 0;
    endpoint.behaviour = () => undefined;
    const started = performance.now();
    const reply = await call(endpoint.port);
    assert.equal(reply.status, 424);
    assert.match(modelError(reply).OriginalMessage, /did not answer within 0\.4 s/);
    assert.ok(performance.now() - started < 2_000);
    await sleep(300);
    assert.equal(endpoint.calls.length, 1);
  });

  it('I7: counts the time to the last byte of the answer', async () => {
    endpoint.behaviour = (_seen, response) => void response.write('the beginning');
    assert.match(modelError(await call(endpoint.port)).OriginalMessage, /did not answer within/);
  });

  it('makes a ModelError of a container that breaks the connection', async () => {
    endpoint.behaviour = (_seen, _response, incoming) => incoming.socket.destroy();
    const reply = await call(endpoint.port);
    assert.equal(reply.status, 424);
    assert.match(modelError(reply).OriginalMessage, /does not answer/);
    endpoint.behaviour = (_seen, response, incoming) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => incoming.socket.destroy());
    };
    assert.match(modelError(await call(endpoint.port)).OriginalMessage, /broke the connection|does not answer/);
  });

  it('serves many callers at once', async () => {
    endpoint.behaviour = (seen, response) => void setTimeout(() => response.end(seen.body), 50);
    const bodies = Array.from({ length: 50 }, (_, index) => `row ${index}`);
    const replies = await Promise.all(bodies.map((body) => call(endpoint.port, { body })));
    assert.deepEqual(
      replies.map(({ body }) => body),
      bodies,
    );
  });

  it('survives a caller that goes away', async () => {
    endpoint.behaviour = (_seen, response) => void setTimeout(() => response.end('late'), 100);
    const sent = request({ host: '127.0.0.1', port: endpoint.port, path: '/invocations', method: 'POST' });
    sent.on('error', () => undefined);
    sent.end('x');
    await sleep(50);
    sent.destroy();
    const half = request({
      ...{ host: '127.0.0.1', port: endpoint.port, path: '/invocations', method: 'POST' },
      headers: { 'Content-Length': '10' },
    });
    half.on('error', () => undefined);
    half.write('abc');
    await sleep(50);
    half.destroy();
    await sleep(150);
    assert.equal((await call(endpoint.port)).status, 200);
  });

  it('says that its port is taken', async () => {
    await assert.rejects(openFrontProxy(endpoint.facts, endpoint.port), { code: 'port.taken', action: /--port/ });
  });

  it('listens on loopback only', async () => {
    const sent = new Promise((resolve, reject) => {
      request({ host: '127.0.0.2', port: endpoint.port, path: '/ping' }, resolve).on('error', reject).end();
    });
    await assert.rejects(sent, { code: 'ECONNREFUSED' });
  });

  it('ends open connections when it closes', async () => {
    const own = new Endpoint();
    await own.open(60_000);
    own.behaviour = () => undefined;
    const broken = assert.rejects(call(own.port));
    await sleep(100);
    await own.close();
    await broken;
  });
});
