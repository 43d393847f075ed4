import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from '../../machine/repository';
import { askAll, type Answered } from './ask';
import type { Served } from './asked';
import { served } from './cases';
import { example, makePipelines } from './pipelines';

type Answers = Readonly<Record<string, Answered>>;

const golden = JSON.parse(readFileSync(join(repository, 'test', 'golden', 'sparkml-serving.json'), 'utf8')) as Readonly<
  Record<string, Answers>
>;
const program = join(example, 'images', 'sparkml-serving', 'serve');

describe('the SparkML serving image', function () {
  this.timeout(60_000);
  let folder = '';
  let pipelines: Readonly<Record<Served['pipeline'], string>>;
  let child: ChildProcess | undefined;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sparkml-'));
    pipelines = await makePipelines(folder);
  });
  afterEach(() => child?.kill('SIGKILL'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (base: string, environment: Readonly<Record<string, string>>): ChildProcess =>
    (child = spawn('python3', [program], {
      env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', SAGEMAKER_BASE_DIR: base, ...python, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }));

  for (const [name, one] of Object.entries(served)) {
    it(`answers as the real one does: ${name}`, async () => {
      const base = pipelines[one.pipeline];
      const port = await portOf(start(base, { SAGEMAKER_BIND_TO_PORT: '0', ...one.environment }));
      const answers = await askAll(port, one);
      const wrong = Object.entries(answers).flatMap(([asked, answer]) => {
        const [ours, theirs] = [comparable(answer), golden[name]?.[asked]];
        return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ asked, ours, theirs }];
      });
      assert.deepEqual(wrong, []);
      assert.deepEqual(Object.keys(golden[name] ?? {}), Object.keys(one.asked));
    });
  }

  it('stops when it is asked to', async () => {
    const server = start(pipelines.nothing, { SAGEMAKER_BIND_TO_PORT: '0' });
    await portOf(server);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    assert.equal(await ended, 0);
  });

  for (const [name, base, environment, words] of [
    ['without a model', () => join(folder, 'processing'), {}, /no pipeline to serve: .*bundle\.json can't be read/],
    [
      'on a port that is none',
      () => pipelines.nothing,
      { SAGEMAKER_BIND_TO_PORT: 'http' },
      /SAGEMAKER_BIND_TO_PORT is 'http'/,
    ],
  ] as const) {
    it(`does not start ${name}`, async () => {
      const server = start(base(), environment);
      let text = '';
      server.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
      assert.equal(await new Promise((resolve) => server.once('close', resolve)), 1);
      assert.match(text, words);
    });
  }
});

const python = { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' };

/** The port that the server says it took. */
function portOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const { stdout, stderr } = server;
    if (!stdout) throw new TypeError('stdout is a pipe');
    stderr?.resume();
    createInterface({ input: stdout }).on('line', (line) => {
      const port = /^serving .* on port (\d+)$/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    server.once('exit', (code) => {
      reject(new Error(`the server ended with ${code}`));
    });
  });
}

/** Times and cores left out. */
function comparable([status, contentType, body]: Answered): Answered {
  const words = body
    .replace(/"timestamp":\d+/, '"timestamp":0')
    .replace(/"MaxConcurrentTransforms":\d+/, '"MaxConcurrentTransforms":0');
  return [status, contentType, words];
}
