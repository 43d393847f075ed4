import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { repository } from '../../machine/repository';
import { CommandLine, commandLine } from './commandLine';

/** What runs of the example leave in its folder, which is not part of it. */
const made = ['.sagemaker', 'prepared', 'artifacts', 'labels'];

/** What a command of ours ended with. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The example of the three containers in a folder of its own, run by the command line on one engine. */
export class CarPipeline {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'cars-')));

  constructor(private readonly engine: 'docker' | 'process') {
    const source = join(repository, 'examples', 'car-evaluation-pipeline');
    cpSync(source, this.root, { recursive: true, filter: (path) => !made.includes(basename(path)) });
  }

  /** `sagemaker-containers run FILE`. */
  run(file: string): Promise<Ended> {
    return commandLine(this.root, this.words(file));
  }

  /** The same, without waiting for its end. */
  start(file: string): CommandLine {
    return new CommandLine(this.root, this.words(file));
  }

  private words(file: string): readonly string[] {
    return ['run', join(this.root, file), '--engine', this.engine];
  }

  /** A command that must end well. */
  async command(...args: readonly string[]): Promise<Ended> {
    const ended = await commandLine(this.root, args);
    assert.equal(ended.code, 0, `${ended.stdout}${ended.stderr}`);
    return ended;
  }

  /** Lines of a file of the project. */
  lines(...path: readonly string[]): readonly string[] {
    return readFileSync(join(this.root, ...path), 'utf8')
      .trimEnd()
      .split('\n');
  }

  has(...path: readonly string[]): boolean {
    return existsSync(join(this.root, ...path));
  }

  /** The rows of the data without their label, and their labels. */
  cars(): { readonly rows: readonly string[]; readonly labels: readonly string[] } {
    const all = this.lines('data/car.data').map((line) => line.split(','));
    return { rows: all.map((row) => row.slice(0, -1).join(',')), labels: all.map((row) => row.at(-1) ?? '') };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The first two steps of the scenario: preprocessing, then training on what it has written. */
export function itPreparesAndTrains(cars: () => CarPipeline): void {
  it('says which step comes first', async () => {
    const { code, stderr } = await cars().run('car-evaluation.training-job.json');
    assert.equal(code, 2);
    assert.match(stderr, /prepared\/train, which does not exist yet. Run preprocess\.processing-job\.json first/);
  });

  it('fits the encoders and writes channels and two models', async () => {
    const { code, stderr } = await cars().run('preprocess.processing-job.json');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Exit message: 1382 rows to train, 346 to validate, 21 features, 4 labels/);
    const rows = [...cars().lines('prepared/train/train.csv'), ...cars().lines('prepared/validation/validation.csv')];
    assert.equal(rows.length, 1728);
    for (const row of rows) assert.match(row, /^[0-3](,[01]\.0){21}$/);
    for (const name of ['preprocessor', 'postprocessor']) assert.ok(cars().has('prepared', name, 'model.tar.gz'));
  });

  it('trains with the lines of the built-in algorithm, and charts them', async () => {
    const { code, stdout, stderr } = await cars().run('car-evaluation.training-job.json');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^booster: the small booster of this image/);
    const rounds = stdout.match(/^\[\d\]#011train-mlogloss:\d\.\d{5}#011validation-mlogloss:\d\.\d{5}$/gm) ?? [];
    assert.equal(rounds.length, 10);
    const accuracy = Number(/validation:accuracy=([\d.]+)/.exec(stdout)?.[1]);
    assert.ok(accuracy >= 0.94, `accuracy ${accuracy}`);
    const { stdout: metrics } = await cars().command('metrics', 'car-xgboost', '--csv');
    for (const name of ['train:mlogloss', 'validation:mlogloss'])
      assert.equal(metrics.split('\n').filter((line) => line.includes(name)).length, 10, metrics);
  });
}

/** The rest of the scenario: an endpoint of three containers, then batch transform, and both say the same of every car. */
export function itServesAndTransforms(cars: () => CarPipeline): void {
  let answers: readonly string[] = [];

  it('serves the three containers as one endpoint that passes its fixtures', async () => {
    const serving = cars().start('car-evaluation.endpoint.json');
    await serving.untilSaid('/invocations');
    const url = /http:\S+\/invocations/.exec(serving.stderr)?.[0] ?? '';
    try {
      const fixtures = readdirSync(join(cars().root, 'fixtures')).map((name) => join(cars().root, 'fixtures', name));
      const invoked = await cars().command('invoke', ...fixtures);
      assert.match(invoked.stdout, new RegExp(`^${fixtures.length} passed, 0 failed$`, 'm'));
      answers = await askAll(url, cars().cars().rows);
    } finally {
      await cars().command('stop', 'car-pipeline');
      assert.equal(await serving.ended(), 0, serving.stderr);
    }
    const streams = readdirSync(join(cars().root, '.sagemaker/jobs/car-pipeline/logs'));
    for (const name of ['preprocessor.log', 'xgboost.log', 'postprocessor.log'])
      assert.ok(streams.includes(name), name);
  });

  it('transforms all rows, and agrees with the endpoint on each', async () => {
    const { code, stderr } = await cars().run('car-evaluation.transform-job.json');
    assert.equal(code, 0, stderr);
    const labels = cars().lines('labels/car.data.out');
    assert.equal(labels.length, 1728);
    assert.deepEqual(labels, answers);
    const right = labels.filter((label, index) => label === cars().cars().labels[index]).length;
    assert.ok(right / labels.length >= 0.96, `${right} of ${labels.length} are right`);
  });

  it('leaves no job running', async () => {
    const { stdout } = await cars().command('jobs', '--json');
    const jobs = stdout.trim().split('\n');
    for (const line of jobs) assert.ok((JSON.parse(line) as { readonly endedAt?: string }).endedAt, line);
  });
}

/** What the endpoint says of every row, asked for by a few callers at once. */
async function askAll(url: string, rows: readonly string[]): Promise<readonly string[]> {
  const answers: string[] = [];
  const left = rows.entries();
  const call = async (): Promise<void> => {
    for (const [index, body] of left) {
      const answer = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'text/csv' } });
      assert.equal(answer.status, 200, body);
      answers[index] = await answer.text();
    }
  };
  await Promise.all(Array.from({ length: 4 }, call));
  return answers;
}
