import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSubjects } from '../../src/local/check/checkSubject';
import { suiteFolder } from '../machine/suiteFolder';

const docker = 'FROM python:3.11-slim\n';
const model = (image: string, own: object = {}) =>
  JSON.stringify({ ModelName: 'cars', PrimaryContainer: { Image: image, ...own } });
const config = {
  EndpointConfigName: 'cars',
  ProductionVariants: [{ VariantName: 'main', ModelName: 'file://cars.model.json' }],
};

const training = (mode: string, source: object) => ({
  TrainingJobName: 'cars',
  AlgorithmSpecification: { TrainingImage: 'file://image', TrainingInputMode: mode },
  InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource: source } }],
  OutputDataConfig: { S3OutputPath: 'file://artifacts' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
});
const filesOf = (job: object) => ({
  'image/Dockerfile': docker,
  'data/rows.csv': '',
  'cars.training-job.json': JSON.stringify(job),
});

describe('what a check of a folder is about', () => {
  const root = suiteFolder('check-subjects');
  after(() => rmSync(root, { recursive: true, force: true }));

  const folders: readonly (readonly [what: string, files: Readonly<Record<string, string>>, checked: string])[] = [
    ['its Dockerfile', { Dockerfile: docker }, 'Dockerfile: '],
    [
      'its Dockerfile, though a definition names an image',
      { Dockerfile: docker, 'a.model.json': model('a:1') },
      'Dockerfile: ',
    ],
    [
      'what definitions build, where a Dockerfile beside it is for something else',
      { Dockerfile: docker, 'Dockerfile.sagemaker': docker, 'a.model.json': model('file://Dockerfile.sagemaker') },
      'Dockerfile.sagemaker: realtime',
    ],
    [
      'many models behind an endpoint',
      {
        'image/Dockerfile': docker,
        'models/a.tar.gz': '',
        'cars.model.json': model('file://image', { Mode: 'MultiModel', ModelDataUrl: 'file://models' }),
        'cars.endpoint-config.json': JSON.stringify(config),
      },
      'Dockerfile: multi-model',
    ],
  ];
  for (const [index, [what, files, checked]] of folders.entries())
    it(`is ${what}`, async () => {
      const subjects = await checkSubjects(write(String(index), files), root);
      const found = subjects.map(({ image, uses }) => {
        assert.ok(image.kind === 'build');
        return `${image.dockerfile}: ${[...uses].join()}`;
      });
      assert.deepEqual(found, [checked]);
    });

  it('is nothing, where the only definition is wrong, which is said', async () => {
    const folder = write('wrong', { 'image/Dockerfile': docker, 'a.model.json': model('file://absent') });
    await assert.rejects(checkSubjects(folder, root), { message: /absent/ });
  });

  it('is nothing, where there are several Dockerfiles with names and nobody says which', async () => {
    const folder = write('several', {
      'Dockerfile.a': docker,
      'b.Dockerfile': docker,
      'Dockerfile.a.dockerignore': '',
    });
    await assert.rejects(checkSubjects(folder, root), {
      code: 'check.target',
      message: /no file called Dockerfile, and no definition says which of Dockerfile\.a, b\.Dockerfile is meant/,
    });
  });

  it('is a job that a local run refuses for what a check can do without', async () => {
    const job = {
      ...training('FastFile', {
        S3DataType: 'S3Prefix',
        S3Uri: 'file://data',
        S3DataDistributionType: 'ShardedByS3Key',
      }),
      CheckpointConfig: { S3Uri: 's3://cars/saved' },
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 60 },
    };
    const [subject] = await checkSubjects(write('eased', filesOf(job)), root);
    assert.equal(subject?.missing, undefined);
    assert.deepEqual(subject?.training?.request, job);
  });

  for (const [what, mode, uri] of [
    ['Pipe mode', 'Pipe', 'file://data'],
    ['data in S3', 'File', 's3://cars/rows/'],
  ] as const)
    it(`is a container all the same, where its job wants ${what}, which is said`, async () => {
      const job = training(mode, { S3DataType: 'S3Prefix', S3Uri: uri });
      const [subject] = await checkSubjects(write(`refused ${mode}`, filesOf(job)), root);
      assert.equal(subject?.training, undefined);
      assert.match(subject?.missing ?? '', mode === 'Pipe' ? /Pipe mode/ : /s3:\/\/cars\/rows\//);
      assert.deepEqual([...(subject?.uses ?? [])], ['training']);
    });

  it('is a package that names no container, whose request is judged all the same', async () => {
    const folder = write('empty', { 'cars.model-package.json': '{ "ModelPackageName": "cars" }' });
    const [subject, ...others] = await checkSubjects(join(folder, 'cars.model-package.json'), root);
    assert.deepEqual(others, []);
    assert.equal(subject?.name, 'cars.model-package.json');
    assert.deepEqual([...subject.uses], ['marketplace']);
  });

  it('is an algorithm with the data of the training job beside it', async () => {
    const files = filesOf(training('File', { S3DataType: 'S3Prefix', S3Uri: 'file://data' }));
    const algorithm = { AlgorithmName: 'cars', TrainingSpecification: { TrainingImage: 'file://image' } };
    const folder = write('product', { ...files, 'cars.algorithm.json': JSON.stringify(algorithm) });
    const [subject] = await checkSubjects(join(folder, 'cars.algorithm.json'), root);
    assert.deepEqual([...(subject?.uses ?? [])], ['marketplace']);
    assert.deepEqual(
      subject?.training?.channels.map(({ name }) => name),
      ['train'],
    );
  });

  function write(name: string, files: Readonly<Record<string, string>>): string {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, name, path, '..'), { recursive: true });
      writeFileSync(join(root, name, path), text);
    }
    return join(root, name);
  }
});
