import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, ratioOf, series, timed, type Benchmark } from './measure';
import { program } from './program';
import { repository } from './repository';

const rounds = 15;
const mostTimes = 1.5;
const files = 1_000;
const mostMs = 3_000;

const column = (index: number) => ({ name: `column${String(index)}`, type: 'double' });
const schema = JSON.stringify({ input: Array.from({ length: 20 }, (_, index) => column(index)), output: column(99) });
const job = {
  TrainingJobName: 'car',
  AlgorithmSpecification: {
    TrainingImage: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/car:1',
    TrainingInputMode: 'File',
  },
  HyperParameters: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p${String(index)}`, String(index)])),
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
};
const python = `import json\nschema = ${schema}\n${'def f(a, b=1):\n    return [a, b]\n'.repeat(50)}env = {"SAGEMAKER_SPARKML_SCHEMA": json.dumps(schema)}\n`;
const notebook = {
  cells: python
    .split('\n\n')
    .map((source) => ({ cell_type: 'code', source, outputs: [{ text: ['x'.repeat(1_000)] }] })),
  metadata: { language_info: { name: 'python' } },
};

/** A file of each kind, by its name. */
const kinds: readonly (readonly [name: string, text: string])[] = [
  ['car.training-job.json', JSON.stringify(job, null, 2)],
  ['car.sparkml-schema.json', schema],
  ['Dockerfile', `FROM python:3.11\nCOPY train /opt/ml/code/\nENV SAGEMAKER_SPARKML_SCHEMA='${schema}'\n`],
  ['model.py', python],
  ['model.ipynb', JSON.stringify(notebook, null, 1)],
  ['stack.yaml', `Environment:\n  SAGEMAKER_SPARKML_SCHEMA: '${schema}'\n`],
  ['deploy.sh', `export SAGEMAKER_SPARKML_SCHEMA='${schema}'\n`],
  ['main.tf', `locals {\n  SAGEMAKER_SPARKML_SCHEMA = ${JSON.stringify(schema)}\n}\n`],
];

/** What `validate` costs: the start for one file, the work for many. */
export const validate: Benchmark = {
  name: 'validate',
  title: '"validate" of one small file, against "node -e 0"; and of 1 000 files of eight kinds',
  run: async (bench) => {
    const { folder } = bench;
    const cli = join(repository, 'dist/cli.js');
    const [small, many] = [join(folder, 'small'), join(folder, 'many')];
    mkdirSync(small);
    writeFileSync(join(small, 'car.sparkml-schema.json'), '{"input": [], "output": {"name": "a", "type": "double"}}');
    for (let index = 0; index < files; index += 1) {
      const [name, text] = kinds[index % kinds.length] ?? ['', ''];
      mkdirSync(join(many, String(index)), { recursive: true });
      writeFileSync(join(many, String(index), name), text);
    }
    const run = (...args: readonly string[]) => timed(() => program(process.execPath, args));
    bench.say(`one file, ${String(rounds)} times`);
    const pair = await interleaved(
      rounds,
      () => run(cli, 'validate', join(small, 'car.sparkml-schema.json')),
      () => run('-e', '0'),
    );
    const ratio = ratioOf(pair);
    const one = {
      name: 'start',
      goal: `at most ${String(mostTimes)} x node -e 0`,
      met: ratio <= mostTimes,
      unit: 'ms',
      ratio,
      ...pair,
    };
    bench.say(`${String(files)} files, 5 times`);
    const runs: number[] = [];
    for (let round = 0; round < 5; round += 1) runs.push(await run(cli, 'validate', many));
    const ours = series(runs);
    return [one, { name: 'many', goal: `at most ${String(mostMs)} ms`, met: ours.median <= mostMs, unit: 'ms', ours }];
  },
};
