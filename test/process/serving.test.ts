import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { InputMount } from '../../src/contract/containerSpec';
import type { Container } from '../../src/engines/engine';
import { FolderLauncher } from '../../src/engines/process/folderLauncher';
import { useLab } from './processLab';
import { never, readOutput } from '../docker/engines/ranContainer';

const example = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../examples/car-evaluation');

interface Fixture {
  readonly Body: string;
  readonly ContentType: string;
  readonly Accept: string;
  readonly Expect: {
    readonly StatusCode: number;
    readonly OriginalStatusCode?: number;
    readonly Body?: string;
    readonly BodyMatches?: string;
  };
}

async function urlOf(container: Container): Promise<string> {
  const { host, port } = await container.address();
  const url = `http://${host}:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${url}/ping`).catch(() => undefined);
    if (answer?.status === 200) return url;
    await delay(25);
  }
  throw new Error(`${url} does not answer`);
}

function listen(port: number): Promise<Server> {
  const server = createServer((_, answer) => answer.end('somebody else'));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

for (const [name, launcher] of Object.entries({ namespaces: undefined, folder: () => new FolderLauncher() })) {
  describe(`the Car Evaluation example (${name})`, function () {
    this.timeout(60_000);
    const lab = useLab(launcher);

    const build = () =>
      lab.engine.build(
        { context: path.join(example, 'image'), dockerfile: 'Dockerfile', tag: 'car', labels: {} },
        () => undefined,
        never,
      );

    async function train(
      hyperparameters: Record<string, string>,
    ): Promise<{ readonly model: string; readonly output: string; readonly stdout: string; readonly code: number }> {
      const image = await build();
      const [input, model, output] = [lab.folderOf(), lab.folderOf(), lab.folderOf()];
      for (const folder of ['config', 'data/train', 'data/validation'])
        mkdirSync(path.join(input, folder), { recursive: true });
      writeFileSync(path.join(input, 'config/hyperparameters.json'), JSON.stringify(hyperparameters));
      const channel = (which: string): InputMount => ({
        kind: 'input',
        source: path.join(example, 'data', which),
        target: `/opt/ml/input/data/${which}`,
      });
      const container = await lab.create({
        image,
        network: { isolated: true },
        mounts: [
          { kind: 'input', source: input, target: '/opt/ml/input' },
          channel('train'),
          channel('validation'),
          { kind: 'output', folder: model, target: '/opt/ml/model' },
          { kind: 'output', folder: output, target: '/opt/ml/output', folders: ['data'] },
        ],
      });
      const text = readOutput(container);
      await container.start();
      const { code } = await container.wait();
      await container.collect();
      return { model, output, stdout: (await text).stdout, code };
    }

    it('trains on all rows, with a good score, and answers its fixtures', async () => {
      const { model, stdout, code } = await train({ max_depth: '"12"' });
      assert.equal(code, 0);
      assert.match(stdout, /training on 1383 rows, validating on 345/);
      const accuracy = Number(/validation:accuracy=([\d.]+);\n[^\n]*\n$/.exec(stdout)?.[1]);
      assert.ok(accuracy >= 0.95, stdout);
      assert.deepEqual(readdirSync(model), ['car-evaluation.json']);

      const container = await lab.create({
        image: await build(),
        arguments: ['serve'],
        port: 8080,
        mounts: [{ kind: 'input', source: model, target: '/opt/ml/model' }],
      });
      await container.start();
      const url = await urlOf(container);
      const fixtures = readdirSync(path.join(example, 'fixtures'));
      assert.equal(fixtures.length, 5);
      for (const file of fixtures) {
        const { Body, ContentType, Accept, Expect } = JSON.parse(
          readFileSync(path.join(example, 'fixtures', file), 'utf8'),
        ) as Fixture;
        const answer = await fetch(`${url}/invocations`, {
          method: 'POST',
          body: Body,
          headers: { 'Content-Type': ContentType, Accept },
        });
        const body = await answer.text();
        assert.equal(answer.status, Expect.OriginalStatusCode ?? Expect.StatusCode, file);
        if (Expect.Body !== undefined) assert.equal(body, Expect.Body, file);
        if (Expect.BodyMatches !== undefined) assert.match(body, new RegExp(Expect.BodyMatches), file);
      }
      const unknown = await fetch(`${url}/invocations`, {
        method: 'POST',
        body: '{}',
        headers: { 'Content-Type': 'application/json' },
      });
      assert.equal(unknown.status, 415);
      await container.stop(30);
      assert.equal((await container.wait()).code, 0);
    });

    it('says in output/failure why it could not train', async () => {
      const { output, code } = await train({ max_depth: 'deep' });
      assert.equal(code, 1);
      assert.equal(
        readFileSync(path.join(output, 'failure'), 'utf8'),
        'Hyperparameter max_depth must be a whole number from 1, not deep.',
      );
    });

    it('leaves nothing in its own folder', () => {
      assert.equal(existsSync(path.join(example, 'image', '__pycache__')), false);
    });
  });
}

describe('the port of a plain process', function () {
  this.timeout(30_000);
  const lab = useLab();
  const serve =
    '#!/usr/bin/env python3\nimport os, http.server\nhttp.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("SAGEMAKER_BIND_TO_PORT", "18123"))), http.server.SimpleHTTPRequestHandler).serve_forever()\n';
  const dockerfile = ['COPY serve ping /opt/program/', 'ENV PATH=/opt/program:$PATH', 'WORKDIR /opt/program'];

  it('is the wanted one, and another one where that is taken', async () => {
    const image = await lab.image(dockerfile, { serve, ping: 'pong' });
    const first = await lab.create({ image, arguments: ['serve'], port: 18123 });
    await first.start();
    assert.equal((await first.address()).port, 18123);
    const second = await lab.create({ image, arguments: ['serve'], port: 18123 });
    await second.start();
    assert.notEqual((await second.address()).port, 18123);
    for (const container of [first, second])
      assert.equal(await (await fetch(`${await urlOf(container)}/ping`)).text(), 'pong');
  });

  it('is another one when somebody else listens on loopback', async () => {
    const other = await listen(0);
    const { port } = other.address() as AddressInfo;
    try {
      const container = await lab.create({
        image: await lab.image(dockerfile, { serve, ping: 'pong' }),
        arguments: ['serve'],
        port,
      });
      await container.start();
      assert.equal(await (await fetch(`${await urlOf(container)}/ping`)).text(), 'pong');
    } finally {
      other.close();
    }
  });
});

describe('a folder that stands for /opt/ml', function () {
  this.timeout(30_000);
  const lab = useLab(() => new FolderLauncher());

  it('is refused to a program that knows only /opt/ml', async () => {
    const image = await lab.script('cat /opt/ml/input/x');
    await assert.rejects(lab.run({ image }), { code: 'engine.optMl', message: /train uses \/opt\/ml/ });
    const entry = await lab.image(['COPY main.py /code/', 'ENTRYPOINT ["python3", "/code/main.py"]'], {
      'main.py': 'open("/opt/ml/x")\n',
    });
    await assert.rejects(lab.run({ image: entry }), { code: 'engine.optMl', message: /main\.py/ });
  });

  it('is told to a program that asks for it, with inputs and outputs in it', async () => {
    const input = lab.folderOf({ 'config/a.json': '{}', 'data/train/.keep': '' });
    const channel = lab.folderOf({ 'rows.csv': '1\n' });
    const model = lab.folderOf();
    const image = await lab.script(
      'B=${SAGEMAKER_BASE_DIR:-/opt/ml}',
      'cat $B/input/config/a.json $B/input/data/train/rows.csv; echo m > $B/model/m',
      'test -d "$WHERE" && echo "there ${WHERE#$B}"',
    );
    const ran = await lab.run({
      image,
      environment: { WHERE: '/opt/ml/model' },
      mounts: [
        { kind: 'input', source: input, target: '/opt/ml/input' },
        { kind: 'input', source: channel, target: '/opt/ml/input/data/train' },
        { kind: 'output', folder: model, target: '/opt/ml/model' },
      ],
    });
    assert.equal(ran.stdout, '{}1\nthere /model\n', ran.stderr);
    assert.equal(readFileSync(path.join(model, 'm'), 'utf8'), 'm\n');
    assert.deepEqual(readdirSync(path.join(input, 'data/train')), ['.keep']);
  });

  it('holds the files of the image that its arguments name', async () => {
    const image = await lab.image(['WORKDIR /code', 'COPY main.py .', 'ENTRYPOINT ["python3", "/code/main.py"]'], {
      'main.py':
        'import os, sys\nprint(os.getcwd().endswith("/code"), sys.argv[1:], "SAGEMAKER_BASE_DIR" in os.environ)\n',
    });
    assert.equal((await lab.run({ image })).stdout, "True ['train'] True\n");
  });

  it('leaves the inputs where they are when it is removed', async () => {
    const input = lab.folderOf({ 'kept.txt': 'kept' });
    cpSync(path.join(input, 'kept.txt'), path.join(input, 'second.txt'));
    await lab.run({
      image: await lab.script('true'),
      mounts: [{ kind: 'input', source: input, target: '/opt/ml/input' }],
    });
    await lab.removeContainers();
    assert.deepEqual(readdirSync(input), ['kept.txt', 'second.txt']);
  });
});
