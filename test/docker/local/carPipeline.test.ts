import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { x as extract } from 'tar';
import { must } from '../../machine/child';
import { wheelsVariable } from '../../machine/xgboostWheels';
import { CarPipeline, itPreparesAndTrains, itServesAndTransforms } from './carPipeline';
import { leftOf } from './dockerState';

describe('the car pipeline', function () {
  this.timeout(300_000);
  let cars: CarPipeline;
  before(() => {
    cars = new CarPipeline('docker');
  });
  after(async () => {
    const left = await leftOf(cars.root);
    cars.remove();
    assert.deepEqual(left, []);
  });

  itPreparesAndTrains(() => cars);
  itServesAndTransforms(() => cars);

  it('trains with XGBoost itself where that can be had, and both boosters agree', async () => {
    await unpackModel(cars, 'small');
    const wheels = process.env[wheelsVariable];
    if (wheels !== undefined) cpSync(wheels, join(cars.root, 'images/xgboost/wheels'), { recursive: true });
    const { code, stdout, stderr } = await cars.run('car-evaluation.training-job.json');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^booster: XGBoost \d/, 'XGBoost was not installed when the image was built');
    await unpackModel(cars, 'real');
    const [small, real] = [await predictions(cars, 'small'), await predictions(cars, 'real')];
    const share = (one: readonly string[], other: readonly string[]): number =>
      one.filter((label, index) => label === other[index]).length / one.length;
    const labels = [...cars.lines('prepared/train/train.csv'), ...cars.lines('prepared/validation/validation.csv')].map(
      (row) => `${row.slice(0, 1)}.0`,
    );
    assert.ok(share(small, real) >= 0.97, `they agree on ${share(small, real)}`);
    for (const answers of [small, real])
      assert.ok(share(answers, labels) >= 0.96, `accuracy ${share(answers, labels)}`);
    // The endpoint now starts with the library, which has to know the same rows.
    const { stdout: invoked } = await cars.command('invoke', join(cars.root, 'fixtures/very-good.invocation.json'));
    assert.match(invoked, /^1 passed, 0 failed$/m);
    const served = readdirSync(join(cars.root, '.sagemaker/jobs')).filter((name) => name.startsWith('car-pipeline'));
    const logs = served.map((name) => cars.lines('.sagemaker/jobs', name, 'logs/xgboost.log').join('\n'));
    assert.ok(
      logs.some((log) => / by XGBoost \d/.test(log)),
      logs.join('\n'),
    );
  });
});

/** Keep the newest trained model as a folder of this name. */
async function unpackModel(cars: CarPipeline, name: string): Promise<void> {
  const { stdout } = await cars.command('jobs', '--json');
  const jobs = stdout.split('\n').filter((line) => line.includes('"car-xgboost'));
  const newest = JSON.parse(jobs[0] ?? '') as { readonly name: string };
  const folder = join(cars.root, name);
  rmSync(folder, { recursive: true, force: true });
  await must('mkdir', [folder], { output: 'quiet' });
  await extract({ file: join(cars.root, 'artifacts', newest.name, 'output/model.tar.gz'), cwd: folder });
}

/** What the image's small booster, which reads XGBoost's models, says of all cars with a model. */
async function predictions(cars: CarPipeline, name: string): Promise<readonly string[]> {
  const program = [
    'import csv, sys',
    'from boosters import SmallBooster',
    'predict, _ = SmallBooster().predictor(open(sys.argv[1]).read())',
    'rows = [row[1:] for path in sys.argv[2:] for row in csv.reader(open(path))]',
    'print("\\n".join(map(str, predict([[float(cell) for cell in row] for row in rows]))))',
  ].join('\n');
  const files = ['prepared/train/train.csv', 'prepared/validation/validation.csv'].map((file) => join(cars.root, file));
  const model = join(cars.root, name, 'xgboost-model');
  const output = await must('python3', ['-c', program, model, ...files], {
    cwd: join(cars.root, 'images/xgboost'),
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    output: 'quiet',
  });
  assert.ok(readFileSync(model, 'utf8').startsWith('{'));
  return output.trimEnd().split('\n');
}
