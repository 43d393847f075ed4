import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from '../docker/local/commandLine';
import { Project, Running, type Ran } from '../docker/local/project';
import { processPlatform } from './processPlatform';
import { requestsIn, transform, transformServer } from '../docker/local/transformLab';
import { repository } from '../machine/repository';
import { suiteFolder } from '../machine/suiteFolder';

describe('the transform job of the car example on plain processes', function () {
  this.timeout(60_000);
  const root = suiteFolder('transform');
  const made = ['.sagemaker', 'artifacts', 'predictions'];
  const lines = (path: string) => readFileSync(join(root, path), 'utf8').trimEnd().split('\n');
  before(() => {
    cpSync(join(repository, 'examples', 'car-evaluation'), root, { recursive: true });
    for (const name of made) rmSync(join(root, name), { recursive: true, force: true });
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('puts a class behind every car, in their order', async () => {
    for (const kind of ['training', 'transform']) {
      const file = join(root, `car-evaluation.${kind}-job.json`);
      const { code, stderr } = await commandLine(root, ['run', file, '--engine', 'process']);
      assert.equal(code, 0, stderr);
    }
    const joined = lines('predictions/validation.csv.out').map((line) => line.split(','));
    assert.deepEqual(
      joined.map((row) => row.slice(0, -1).join(',')),
      lines('data/validation/validation.csv'),
    );
    const right = joined.filter((row) => row.at(-1) === row.at(-2)).length;
    assert.ok(right / joined.length >= 0.95, `${String(right)} of ${String(joined.length)} are right`);
  });
});

describe('a transform job on plain processes', function () {
  this.timeout(30_000);
  const at = new Project();
  const platform = processPlatform(at.root);
  const start = (definition: string) =>
    new Running(platform, platform.start({ definition }, new AbortController().signal));
  const run = (definition: string): Promise<Ran> => start(definition).ended;
  beforeEach(() => {
    for (const name of ['data', 'out']) rmSync(join(at.root, name), { recursive: true, force: true });
    at.model(transformServer({ MaxConcurrentTransforms: 2 }));
  });
  after(() => {
    rmSync(at.root, { recursive: true, force: true, maxRetries: 3 });
  });

  it('calls its program as often at once as it asks for, and keeps the order', async () => {
    at.write('data/a.csv', 'slow 1\nslow 2\nslow 3\nslow 4\n');
    const ran = await run(transform(at));
    assert.equal(ran.status, 'Completed', ran.failureReason);
    assert.equal(at.read('out/a.csv.out'), 'SLOW 1\nSLOW 2\nSLOW 3\nSLOW 4\n');
    assert.equal(Math.max(...requestsIn(ran.lines()).map(({ under_way }) => under_way)), 2);
  });

  it('fails with its program, and keeps what was whole before', async () => {
    at.write('data/0.csv', 'good\n');
    at.write('data/1.csv', 'die\n');
    const { status, failureReason } = await run(transform(at));
    assert.equal(status, 'Failed');
    assert.match(failureReason, /The model container container-1 ended with exit code 9/);
    assert.equal(at.read('out/0.csv.out'), 'GOOD\n');
    assert.ok(!existsSync(join(at.root, 'out/1.csv.out')));
  });

  it('stores nothing when it is stopped (B9)', async () => {
    at.write('data/a.csv', 'good\nhang\n');
    const running = start(transform(at));
    await running.untilLine('"body": "hang');
    await running.stop();
    await running.stop();
    assert.equal((await running.ended).status, 'Stopped');
    assert.ok(!existsSync(join(at.root, 'out')));
  });
});
