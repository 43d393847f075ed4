import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { c as pack } from 'tar';
import { modelsPath } from '../../src/contract/hosting';
import { ModelClient } from '../../src/local/hosting/modelClient';
import { suiteFolder } from '../machine/suiteFolder';

const limits = { timeoutMs: 20_000, maxResponseBytes: 10_000 };

/** A multi-model container with room for so many models, which answers with the text of the one that is asked. */
class Container {
  /** What it was asked for, `POST /models` with the name of the model behind it. */
  readonly asked: string[] = [];
  room = 9;
  /** What loading waits for. */
  loading: Promise<unknown> = Promise.resolve();
  /** Answers that the next calls of a model get instead of those that they should. */
  readonly refusals: number[] = [];
  private readonly loaded = new Map<string, string>();
  private readonly server = createServer((incoming, outgoing) => void this.answer(incoming, outgoing));

  constructor(private readonly models: string) {}

  async open(): Promise<{ host: string; port: number }> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return { host: '127.0.0.1', port: (this.server.address() as AddressInfo).port };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = '', url = '' } = incoming;
    const [, , name = '', action = ''] = url.split('/');
    this.asked.push(`${method} ${action === '' ? '/models' : action}`);
    const end = (status: number, body = '') => outgoing.writeHead(status).end(body);
    if (method === 'POST' && name === '') await this.load(await json(incoming), end);
    else if (!this.loaded.has(name)) end(404, 'not loaded');
    else if (method === 'DELETE') end(this.loaded.delete(name) ? 200 : 404);
    else if (method === 'GET') end(200);
    else end(this.refusals.shift() ?? 200, `${this.loaded.get(name) ?? ''} ${await text(incoming)}`);
  }

  private async load(content: unknown, end: (status: number, body?: string) => void): Promise<void> {
    const { model_name: name, url } = content as { readonly model_name: string; readonly url: string };
    await this.loading;
    if (this.loaded.has(name)) end(409);
    else if (this.loaded.size >= this.room) end(507, 'no room');
    else {
      const words = readFileSync(join(url.replace(modelsPath, this.models), 'words'), 'utf8');
      if (words === 'bad') {
        end(500, 'words can not be used');
        return;
      }
      this.loaded.set(name, words);
      end(200);
    }
  }
}

describe('the models of a multi-model container', function () {
  this.timeout(30_000);
  const folder = suiteFolder('loaded-models');
  const source = join(folder, 'prefix');
  const models = join(folder, 'models');
  const told: string[] = [];
  let container = new Container(models);
  let client = new ModelClient({ mode: 'Serial', members: [] });

  before(async () => {
    for (const [name, words] of Object.entries({ a: 'one', b: 'two', 'deep/c': 'three', bad: 'bad' })) {
      const content = join(folder, 'content');
      mkdirSync(content, { recursive: true });
      mkdirSync(join(source, name, '..'), { recursive: true });
      writeFileSync(join(content, 'words'), words);
      await pack({ gzip: true, cwd: content, file: join(source, `${name}.tar.gz`) }, ['words']);
    }
    writeFileSync(join(source, 'text.tar.gz'), 'no archive');
    writeFileSync(join(folder, 'secret.tar.gz'), 'outside');
    symlinkSync(join(folder, 'secret.tar.gz'), join(source, 'link.tar.gz'));
  });
  beforeEach(async () => {
    container = new Container(models);
    client = await connect();
  });
  afterEach(async () => {
    client.close();
    await container.close();
    rmSync(models, { recursive: true, force: true });
    told.length = 0;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function connect(): Promise<ModelClient> {
    const tell = (message: string) => void told.push(message.replace(/[\d.]+ s/, 'x s'));
    const place = { source, folder: models, keeps: true, tell };
    const address = await container.open();
    return new ModelClient({
      mode: 'Serial',
      members: [{ hostname: 'container-1', stream: 'AllTraffic', address, models: place }],
    });
  }

  async function ask(model: string, timeoutMs = limits.timeoutMs, by = client): Promise<string> {
    const headers = { 'content-type': 'text/plain', 'x-amzn-sagemaker-target-model': `${model}.tar.gz` };
    const answer = await by.invoke({ headers, body: Buffer.from('?') }, { ...limits, timeoutMs });
    return `${answer.failure ?? answer.status} ${answer.body.toString()}`;
  }

  it('I27, I30: are loaded once, by the first call, from wherever they lie below the prefix', async () => {
    assert.deepEqual(await Promise.all([ask('a'), ask('a')]), ['200 one ?', '200 one ?']);
    assert.equal(await ask('deep/c'), '200 three ?');
    assert.equal(await ask('a'), '200 one ?');
    const loads = ['POST /models', 'POST invoke', 'POST invoke', 'POST /models', 'POST invoke', 'POST invoke'];
    assert.deepEqual(container.asked, loads);
    assert.deepEqual(told, ['Loaded a.tar.gz in x s', 'Loaded deep/c.tar.gz in x s']);
  });

  it('I27: make room for others where there is none, the one that was used longest ago first', async () => {
    container.room = 2;
    for (const model of ['a', 'b', 'a', 'deep/c']) assert.match(await ask(model), /^200 /);
    assert.deepEqual(told.slice(2), ['Unloaded b.tar.gz', 'Loaded deep/c.tar.gz in x s']);
    assert.equal(readdirSync(models).length, 2);
    assert.equal(await ask('b'), '200 two ?');
    assert.deepEqual(told.slice(4), ['Unloaded a.tar.gz', 'Loaded b.tar.gz in x s']);
  });

  it('I27: are refused as the container refuses them where no room can be made, and asked for again', async () => {
    container.room = 0;
    assert.equal(await ask('a'), '507 no room');
    assert.equal(existsSync(models) && readdirSync(models).length, 0);
    container.room = 1;
    assert.equal(await ask('a'), '200 one ?');
    assert.equal(await ask('bad'), '500 words can not be used');
  });

  it('I29: make room for what a model needs while it answers', async () => {
    for (const model of ['a', 'b']) await ask(model);
    container.refusals.push(507);
    assert.equal(await ask('b'), '200 two ?');
    assert.deepEqual(told.slice(2), ['Unloaded a.tar.gz']);
    container.refusals.push(507);
    assert.equal(await ask('b'), '507 two ?');
  });

  it('I30: go on being loaded when a call has no time left', async () => {
    let loaded: () => void = () => undefined;
    container.loading = new Promise<void>((resolve) => (loaded = resolve));
    assert.match(await ask('a', 200), /^modelNotReady a\.tar\.gz is still being loaded/);
    loaded();
    assert.equal(await ask('a'), '200 one ?');
    assert.deepEqual(container.asked, ['POST /models', 'POST invoke']);
  });

  it('I30: leave at once where they are not to be kept', async () => {
    const [member] = client.model.members;
    assert.ok(member?.models);
    const impatient = new ModelClient({
      mode: 'Serial',
      members: [{ ...member, models: { ...member.models, keeps: false } }],
    });
    assert.deepEqual(await Promise.all(['a', 'b', 'a'].map((model) => ask(model, limits.timeoutMs, impatient))), [
      ...['200 one ?', '200 two ?', '200 one ?'],
    ]);
    assert.deepEqual(readdirSync(models), []);
    assert.equal(await ask('a', limits.timeoutMs, impatient), '200 one ?');
    assert.equal(container.asked.filter((one) => one === 'DELETE /models').length, 3);
    impatient.close();
  });

  it('are known again by who takes the endpoint over', async () => {
    await ask('a');
    const heir = new ModelClient(client.model);
    assert.equal(await ask('a', limits.timeoutMs, heir), '200 one ?');
    assert.deepEqual(container.asked.slice(2), ['GET /models', 'POST invoke']);
    heir.close();
  });

  it('must be there, below the prefix, and archives', async () => {
    const missing = `modelData There is no none.tar.gz below the ModelDataUrl of the model (${source}).`;
    assert.equal(await ask('none'), missing);
    for (const outside of ['../secret', join(folder, 'secret'), 'deep/../../secret', 'link'])
      assert.match(await ask(outside), /^modelData There is no /);
    assert.match(await ask('text'), /^modelData .*text\.tar\.gz is not gzip-compressed/);
    assert.deepEqual(container.asked, []);
  });
});
