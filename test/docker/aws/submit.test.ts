import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { DescribeTrainingJobCommand, ListTrainingJobsCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { removeImages } from '../local/dockerState';
import { assertGolden } from '../../machine/goldenFile';
import { suiteFolder } from '../../machine/suiteFolder';
import { startAwsDouble, type AwsDouble } from './awsDouble';
import { createRoles, SubmitProject } from './submitProject';

const files: Readonly<Record<string, object | string>> = {
  'image/Dockerfile':
    'FROM python:3.11-slim\nLABEL sagemaker-containers.test=submit\nCOPY train /usr/local/bin/train\n',
  'image/train': '#!/bin/sh\n',
  'data/a.csv': 'a\n',
  'data/deep/b c+ü.csv': 'b\n',
  'model.tar.gz': 'not read here',
  'car.training-job.json': {
    AlgorithmSpecification: { TrainingImage: 'file://image', TrainingInputMode: 'File' },
    InputDataConfig: [
      { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data' } } },
    ],
    OutputDataConfig: { S3OutputPath: 'file://artifacts' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
  },
  'car.model.json': { PrimaryContainer: { Image: 'file://image', ModelDataUrl: 'file://car.training-job.json' } },
  'car.endpoint-config.json': {
    ProductionVariants: [
      {
        ...{ VariantName: 'AllTraffic', ModelName: 'file://car.model.json' },
        ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 2 },
      },
    ],
  },
  'car.endpoint.json': { EndpointName: 'car', EndpointConfigName: 'file://car.endpoint-config.json' },
  'archive.model.json': { PrimaryContainer: { Image: 'file://image', ModelDataUrl: 'file://model.tar.gz' } },
};

describe('submit to AWS', function () {
  this.timeout(120_000);
  const root = suiteFolder('submit');
  let double: AwsDouble;
  let project: SubmitProject;
  let sagemaker: SageMakerClient;
  let s3: S3Client;

  const write = (name: string, content: object | string) => project.write(name, content);
  const prepare = (definition: string) => project.prepare(definition);
  const submit = (definition: string, signal?: AbortSignal) => {
    double.seen.length = 0;
    return project.submit(definition, {}, signal);
  };
  const puts = () =>
    double.seen.filter(({ method, path }) => method === 'PUT' && path.includes('/inputs/')).map(({ path }) => path);

  before(async () => {
    double = await startAwsDouble(root);
    project = new SubmitProject(root, double.url);
    ({ sagemaker, s3 } = project);
    for (const [name, content] of Object.entries(files)) write(name, content);
    await createRoles(double.url, 'sagemaker', 'lambda');
  });

  after(async () => {
    project.close();
    await double.stop();
    await removeImages('sagemaker-containers.test=submit');
    rmSync(root, { recursive: true, force: true });
  });

  afterEach(() => {
    double.fault = () => undefined;
  });

  it('shows before it does anything what will be sent', async () => {
    const { lines, requests } = await prepare('car.training-job.json');
    const text = [...lines, JSON.stringify(requests, null, 2)].join('\n');
    assertGolden(
      'docker/submit-dry-run.txt',
      text
        .replaceAll(root, 'ROOT')
        .replaceAll(double.url, 'URL')
        .replaceAll(/\d{4}(-\d\d){5}-\d{3}/g, 'TIME')
        .replaceAll(/project-image|submit-\w+/g, 'PROJECT-image'),
    );
    assert.ok(!double.seen.some(({ operation }) => operation.startsWith('Create')));
  });

  it('brings image, data and request to AWS', async () => {
    const { name, arn } = await submit('car.training-job.json');
    assert.match(arn, new RegExp(`:training-job/${name}$`));
    const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    const image = job.AlgorithmSpecification?.TrainingImage ?? '';
    const [, repository = '', digest = ''] = /^[^/]+\/(.+)@(sha256:[0-9a-f]{64})$/.exec(image) ?? [];
    const manifest = await fetch(`http://${double.registry}/v2/${repository}/manifests/${digest}`, {
      headers: { Accept: 'application/vnd.docker.distribution.manifest.v2+json' },
    });
    assert.equal(manifest.status, 200);
    assert.equal(manifest.headers.get('content-type'), 'application/vnd.docker.distribution.manifest.v2+json');
    const [, bucket = '', prefix = ''] =
      /^s3:\/\/([^/]+)\/(.+)$/.exec(String(job.InputDataConfig?.[0]?.DataSource?.S3DataSource?.S3Uri)) ?? [];
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    assert.deepEqual(Contents.map(({ Key }) => Key?.slice(prefix.length)).sort(), ['a.csv', 'deep/b c+ü.csv']);
    assert.match(String(job.RoleArn), /role\/sagemaker$/);
  });

  it('sends nothing a second time, and of a changed folder only what has changed', async () => {
    const first = await submit('car.training-job.json');
    assert.deepEqual(puts(), []);
    assert.ok(!first.told.some(({ kind }) => kind === 'push'));
    write('data/a.csv', 'changed\n');
    await submit('car.training-job.json');
    const sent = double.seen.filter(({ method, body }) => method === 'PUT' && body !== '').map(({ path }) => path);
    assert.equal(sent.filter((path) => path.includes('/inputs/')).length, 1);
    assert.equal(puts().length, 2, 'one is sent, one is copied within S3');
  });

  it('makes an endpoint of definitions that name each other, with the newest artifact, and reuses what is the same', async () => {
    const made = await submit('car.endpoint.json');
    assert.deepEqual(
      made.created.map(({ operation, reused }) => [operation, reused]),
      [
        ['CreateModel', false],
        ['CreateEndpointConfig', false],
        ['CreateEndpoint', false],
      ],
    );
    const model = double.seen.find(({ operation }) => operation === 'CreateModel')?.body ?? '';
    assert.match(model, /"ModelDataUrl":"s3:\/\/[^"]+\/car-\d{4}[^"]*\/output\/model.tar.gz"/);
    const again = await submit('car.endpoint.json');
    assert.ok(again.created.every(({ reused }) => reused));
    assert.ok(!double.seen.some(({ operation }) => operation.startsWith('Create')));
  });

  it('uploads a model archive as one object', async () => {
    await submit('archive.model.json');
    const model = double.seen.find(({ operation }) => operation === 'CreateModel')?.body ?? '';
    assert.match(model, /"ModelDataUrl":"s3:\/\/[^"]+\/inputs\/model-tar-gz-[0-9a-f]{12}\/model.tar.gz"/);
  });

  it('finds the job that AWS has created without an answer, and creates no second one', async () => {
    const jobs = async () =>
      (await sagemaker.send(new ListTrainingJobsCommand({ MaxResults: 100 }))).TrainingJobSummaries ?? [];
    const before = (await jobs()).length;
    let lost = 0;
    double.fault = ({ operation }) =>
      operation === 'CreateTrainingJob' && lost++ === 0 ? 'lose the answer' : undefined;
    const { created } = await submit('car.training-job.json');
    assert.deepEqual(
      created.map(({ reused }) => reused),
      [true],
    );
    assert.equal((await jobs()).length, before + 1);
  });

  it('outlasts throttling and connections that break', async () => {
    const counts = new Map<string, number>();
    double.fault = ({ operation, path }) => {
      const isFaulty = /^(Describe|CreateTrainingJob)/.test(operation) || path.includes('/inputs/');
      const count = (counts.get(operation) ?? 0) + 1;
      if (isFaulty) counts.set(operation, count);
      if (!isFaulty || count % 3 === 0) return undefined;
      return count % 3 === 1 || operation === '' ? 'reset' : 'throttle';
    };
    write('data/more.csv', 'more\n');
    const { name } = await submit('car.training-job.json');
    double.fault = () => undefined;
    assert.ok(await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name })));
  });

  it('goes on where it was cut off', async () => {
    for (let index = 0; index < 30; index += 1) write(`data/many/${index}.csv`, `${index}\n`);
    const cut = new AbortController();
    let sent = 0;
    double.fault = ({ method, path }) => {
      if (method === 'PUT' && path.includes('/inputs/') && ++sent === 12) cut.abort();
      return undefined;
    };
    await assert.rejects(submit('car.training-job.json', cut.signal), { name: 'AbortError' });
    double.fault = () => undefined;
    await submit('car.training-job.json');
    assert.ok(puts().length < 30, `${puts().length} of 34 files were sent again`);
  });

  it('says what to do when the token has expired, and shows no secret', async () => {
    double.fault = ({ operation }) => (operation === 'CreateTrainingJob' ? 'expired token' : undefined);
    await assert.rejects(submit('car.training-job.json'), { code: 'aws.keys', action: /aws configure/ });
  });
});
