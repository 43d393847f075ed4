import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateEndpointConfigCommand, CreateModelCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Resources } from '../../../src/jobs/resources';
import { lateAws } from '../../../src/lateAws';
import { CommandLine } from '../../docker/local/commandLine';

/** Of the local endpoint. */
const account = '000000000000';
const bucket = `sagemaker-eu-west-1-${account}`;
const Tags = [{ Key: 'created-by', Value: 'sagemaker-containers' }];

describe('resources of an account and region', function () {
  this.timeout(60_000);
  let root: string;
  let server: CommandLine;
  let environment: NodeJS.ProcessEnv;
  let resources: Resources;
  const signal = new AbortController().signal;

  before(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'resources-')));
    server = new CommandLine(root, ['server', '--port', '0']);
    await server.untilSaid('Ctrl-C');
    const url = /^http:\S+$/m.exec(server.stdout)?.[0] ?? '';
    const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
    environment = { AWS_ENDPOINT_URL: url, AWS_REGION: 'eu-west-1', ...keys };
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
    const client = { region: 'eu-west-1', endpoint: url, credentials };
    await fill(new SageMakerClient(client), new S3Client({ ...client, forcePathStyle: true }));
    process.env['AWS_ACCESS_KEY_ID'] = 'local';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'local';
    ({ resources } = await lateAws({ root, environment: () => environment }).connect({}));
  });
  after(async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    server.interrupt();
    await server.ended();
    rmSync(root, { recursive: true });
  });

  async function fill(sagemaker: SageMakerClient, s3: S3Client): Promise<void> {
    const model = (ModelName: string, tags?: typeof Tags) =>
      sagemaker.send(
        new CreateModelCommand({
          ...{ ModelName, PrimaryContainer: { Image: 'python:3.11-slim' }, Tags: tags },
          ExecutionRoleArn: `arn:aws:iam::${account}:role/sagemaker`,
        }),
      );
    for (let index = 0; index < 102; index += 1) await model(`theirs-${index}`);
    await model('ours', Tags);
    const variant = { VariantName: 'AllTraffic', ModelName: 'ours', InitialInstanceCount: 1 };
    await sagemaker.send(
      new CreateEndpointConfigCommand({
        ...{ EndpointConfigName: 'ours', Tags },
        ProductionVariants: [{ ...variant, InstanceType: 'ml.m5.large' }],
      }),
    );
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    await put('sagemaker-containers/car/output/model.tar.gz', 'model');
    await put('sagemaker-containers/car/output/data/rows.csv', '1,2');
    await put('sagemaker-containers/car/output-other/rows.csv', '3');
    await put('theirs/rows.csv', '4');
  }

  it('are listed page by page and found by a part of their name', async () => {
    const first = await resources.page({ kind: 'model' });
    assert.equal(first.resources.length, 100);
    assert.ok(first.next !== undefined);
    const second = await resources.page({ kind: 'model', after: first.next });
    const names = [...first.resources, ...second.resources].map(({ name }) => name);
    assert.equal(new Set(names).size, 103);
    assert.equal(second.next, undefined);
    const [found] = (await resources.page({ kind: 'model', nameContains: 'our' })).resources;
    assert.equal(found?.name, 'ours');
    assert.match(found.arn, /:model\/ours$/);
    assert.ok(Date.now() - found.createdAt < 60_000);
    // The service refuses to look for what no name can hold.
    assert.deepEqual(await resources.page({ kind: 'model', nameContains: 'our model' }), { resources: [] });
  });

  it('are described as JSON has it', async () => {
    const described = await resources.describe('endpoint-config', 'ours');
    assert.equal(described['EndpointConfigName'], 'ours');
    assert.match(String(described['CreationTime']), /^\d{4}-\d\d-\d\dT/);
    assert.ok(!('$metadata' in described));
  });

  it('say what to do where there is no such thing', async () => {
    await assert.rejects(resources.describe('model', 'nobody'), { name: 'AppError', code: 'aws.missing' });
  });

  it('are downloaded below a folder, again only where something changed', async () => {
    const folder = join(root, 'here');
    const told: number[] = [];
    const tell = ({ bytes }: { readonly bytes: number }) => void told.push(bytes);
    const uri = `s3://${bucket}/sagemaker-containers/car/output`;
    const asked: (readonly string[])[] = [];
    const mayReplace = (answer: boolean) => (paths: readonly string[]) => {
      asked.push(paths);
      return Promise.resolve(answer);
    };
    const options = { tell, mayReplace: mayReplace(false), signal };
    const files = await resources.download(uri, folder, options);
    assert.deepEqual([...files].sort(), [join(folder, 'data/rows.csv'), join(folder, 'model.tar.gz')]);
    assert.equal(readFileSync(join(folder, 'data/rows.csv'), 'utf8'), '1,2');
    assert.equal(told.at(-1), 8);
    const model = join(folder, 'model.tar.gz');
    const [one] = await resources.download(`${uri}/model.tar.gz`, folder, options);
    assert.equal(one, model);
    assert.deepEqual(asked, []);
    const content = readFileSync(model, 'utf8');
    writeFileSync(model, 'mine');
    await resources.download(`${uri}/model.tar.gz`, folder, options);
    assert.equal(readFileSync(model, 'utf8'), 'mine');
    await resources.download(`${uri}/model.tar.gz`, folder, { ...options, mayReplace: mayReplace(true) });
    assert.equal(readFileSync(model, 'utf8'), content);
    assert.deepEqual(asked, [[model], [model]]);
    await assert.rejects(resources.download(`${uri}/none`, folder, options), { code: 'aws.artifact' });
  });

  it('that were created from here are listed and deleted; those of others stay', async () => {
    const { created, unseen } = await resources.created(undefined, signal);
    assert.deepEqual(
      created.map(({ kind, name, costs }) => [kind, name, costs]),
      [
        ['endpoint-config', 'ours', false],
        ['model', 'ours', false],
        ['data', `s3://${bucket}/sagemaker-containers/`, true],
      ],
    );
    // The local endpoint has no ECR.
    assert.ok(unseen.some((line) => line.startsWith('images: ')));
    const cleanup = new CommandLine(root, ['cleanup', '--yes'], environment);
    assert.equal(await cleanup.ended(), 0, cleanup.stderr);
    assert.match(cleanup.stdout, /^model +ours$/m);
    assert.match(cleanup.stderr, /Deleted data s3:/);
    const left = await resources.created(undefined, signal);
    assert.deepEqual(left.created, []);
    assert.equal((await resources.page({ kind: 'model' })).resources.length, 100);
    await assert.rejects(resources.describe('model', 'ours'), { code: 'aws.missing' });
    const again = new CommandLine(root, ['cleanup'], environment);
    assert.equal(await again.ended(), 0);
    assert.match(again.stderr, /Nothing that was submitted from here is left/);
  });
});
