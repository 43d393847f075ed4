import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { CreateModelPackageGroupCommand } from '@aws-sdk/client-sagemaker';
import { awsClients, clientsVariable } from '../../machine/awsClients';
import { assertGolden } from '../../machine/goldenFile';
import { suiteFolder } from '../../machine/suiteFolder';
import { removeImages } from '../local/dockerState';
import { startAwsDouble, type AwsDouble } from './awsDouble';
import { everyDefinition } from './everyDefinition';
import { createRoles, SubmitProject } from './submitProject';

interface Sent {
  readonly operation: string;
  readonly request: Readonly<Record<string, unknown>>;
}

describe('every operation that a submit sends', function () {
  this.timeout(120_000);
  const root = suiteFolder('every');
  const all: Sent[] = [];
  let double: AwsDouble;
  let project: SubmitProject;

  before(async () => {
    double = await startAwsDouble(root);
    project = new SubmitProject(root, double.url);
    for (const [name, content] of Object.entries(everyDefinition)) project.write(name, content);
    await createRoles(double.url, 'sagemaker');
    await project.sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'cars-group' }));
  });

  after(async () => {
    project.close();
    await double.stop();
    await removeImages('sagemaker-containers.test=submit-every');
    rmSync(root, { recursive: true, force: true });
  });

  beforeEach(() => {
    double.seen.length = 0;
    double.answer = () => undefined;
  });

  /** The requests that changed something since the last test. */
  function sent(): readonly Sent[] {
    const requests = double.seen
      .filter(({ operation }) => /^(Create|Update)/.test(operation) && operation !== 'CreateRepository')
      .map(({ operation, body }) => ({ operation, request: JSON.parse(body) as Sent['request'] }));
    all.push(...requests);
    return requests;
  }

  function assertSent(golden: string): void {
    const text = JSON.stringify(sent(), null, 2)
      .replaceAll(double.registry, 'REGISTRY')
      .replaceAll(/sha256:[0-9a-f]{64}/g, 'sha256:DIGEST')
      .replaceAll(/\d{4}(-\d\d){5}-\d{3}/g, 'TIME')
      .replaceAll(/search-\d{12}/g, 'search-TIME')
      .replaceAll(/(chain|serverless|async|cars)-[0-9a-f]{10}"/g, '$1-DIGEST"')
      .replaceAll(/"ClientToken": "[0-9a-f-]{36}"/g, '"ClientToken": "TOKEN"');
    assertGolden(`docker/submitted/${golden}.json`, `${text}\n`);
  }

  const kinds = [
    'train.training-job',
    'lists.training-job',
    'clean.processing-job',
    'search.tuning-job',
    'score.transform-job',
    'serverless.endpoint-config',
    'async.endpoint-config',
    'cars.endpoint',
    'cars.model-package',
    'version.model-package',
  ];
  for (const kind of kinds) {
    it(`of ${kind} is as kept`, async () => {
      await project.submit(`${kind}.json`);
      assertSent(kind);
    });
  }

  it('of an algorithm waits until it can be used by the job that names it', async () => {
    const statuses = ['InProgress', 'Completed'];
    let isCreated = false;
    double.answer = ({ operation }) => {
      if (operation === 'CreateAlgorithm') {
        isCreated = true;
        return { AlgorithmArn: 'arn:aws:sagemaker:us-east-1:123456789012:algorithm/cars' };
      }
      if (operation !== 'DescribeAlgorithm') return undefined;
      if (!isCreated) return { __type: 'ValidationException', message: 'Algorithm cars does not exist.' };
      return { AlgorithmStatus: statuses.shift() };
    };
    await project.submit('named.training-job.json');
    assert.deepEqual(statuses, []);
    assertSent('named.training-job');
  });

  it('of an endpoint that is there moves it to its new configuration', async () => {
    const config = everyDefinition['serverless.endpoint-config.json'] as { ProductionVariants: object[] };
    const variant = { ...config.ProductionVariants[0], ServerlessConfig: { MemorySizeInMB: 4096, MaxConcurrency: 2 } };
    project.write('serverless.endpoint-config.json', { ProductionVariants: [variant] });
    double.answer = ({ operation }) =>
      operation === 'UpdateEndpoint' ? { EndpointArn: 'arn:aws:sagemaker:x:1:endpoint/every-cars' } : undefined;
    const { created } = await project.submit('cars.endpoint.json');
    assert.deepEqual(
      created.map(({ operation, reused }) => [operation, reused]),
      [
        ['CreateModel', true],
        ['CreateEndpointConfig', false],
        ['CreateEndpoint', false],
      ],
    );
    assertSent('cars.endpoint-update');
  });

  it('of an endpoint that is being updated says so, and changes nothing', async () => {
    double.answer = ({ operation }) =>
      operation === 'DescribeEndpoint'
        ? { EndpointName: 'every-cars', EndpointConfigName: 'other', EndpointStatus: 'Updating', EndpointArn: 'arn' }
        : undefined;
    await assert.rejects(project.submit('cars.endpoint.json'), { code: 'aws.busy', action: /InService/ });
    assert.deepEqual(sent(), []);
  });

  it('with manifests has brought them and their files to S3, with their places there', async () => {
    const [{ request } = { request: {} }] = all.filter((one) => JSON.stringify(one).includes('AugmentedManifestFile'));
    const uris = JSON.stringify(request).match(/s3:\/\/[^"]+\.manifest/g) ?? [];
    const read = async (uri: string) => {
      const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
      return (await project.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString() ?? '';
    };
    const [files = '', augmented = ''] = await Promise.all(uris.map(read));
    const [{ prefix }, name] = JSON.parse(files) as [{ prefix: string }, string];
    assert.equal(await read(prefix + name), 'a\n');
    const [one, two] = augmented
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(await read(String(one?.['source-ref'])), 'a\n');
    assert.deepEqual(two, { 'source-ref': 's3://there/b', label: 0 });
    const { Contents = [] } = await project.s3.send(
      new ListObjectsV2Command({ Bucket: 'sagemaker-us-east-1-123456789012' }),
    );
    assert.ok(!Contents.some(({ Key }) => Key?.includes('..')));
  });

  it('is taken by the shapes of botocore', async () => {
    const env = { ...process.env, PYTHONPATH: process.env[clientsVariable] ?? (await awsClients()) };
    const input = JSON.stringify(all);
    const { stdout, stderr } = spawnSync('python3', [join(__dirname, 'validate_requests.py')], { env, input });
    assert.equal(stdout.toString(), `${all.length} looked at\n`, stderr.toString());
    assert.deepEqual([...new Set(all.map(({ operation }) => operation))].sort(), [
      ...['CreateAlgorithm', 'CreateEndpoint', 'CreateEndpointConfig', 'CreateHyperParameterTuningJob'],
      ...['CreateModel', 'CreateModelPackage', 'CreateProcessingJob', 'CreateTrainingJob', 'CreateTransformJob'],
      'UpdateEndpoint',
    ]);
  });
});
