import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { suiteFolder } from '../../machine/suiteFolder';
import { repository } from '../../machine/repository';
import { removeImages } from '../local/dockerState';
import { startAwsDouble, type AwsDouble, type Seen } from './awsDouble';
import { SubmitProject, testKeys } from './submitProject';

const label = 'submit-cut-off';

describe('a submit that is killed', function () {
  this.timeout(120_000);
  const root = suiteFolder('killed');
  let double: AwsDouble;
  let project: SubmitProject;

  before(async () => {
    double = await startAwsDouble(root);
    project = new SubmitProject(root, double.url);
    project.write('image/Dockerfile', `FROM python:3.11-slim\nLABEL sagemaker-containers.test=${label}\n`);
    project.write('data/small.csv', 'a\n');
    writeFileSync(join(project.folder, 'data', 'large.bin'), Buffer.alloc(40 * 1024 * 1024, 7));
    project.write('cars.training-job.json', {
      RoleArn: 'arn:aws:iam::123456789012:role/job',
      AlgorithmSpecification: { TrainingImage: 'file://image', TrainingInputMode: 'File' },
      InputDataConfig: [
        { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data' } } },
      ],
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    });
  });

  after(async () => {
    project.close();
    await double.stop();
    await removeImages(`sagemaker-containers.test=${label}`);
    rmSync(root, { recursive: true, force: true });
  });

  afterEach(() => {
    double.fault = () => undefined;
  });

  const pendingFile = () => join(project.folder, '.sagemaker', 'aws', 'pending.json');
  const jobs = async () => (await project.sagemaker.send(new ListTrainingJobsCommand({}))).TrainingJobSummaries ?? [];

  /** Submit in a process of its own, and kill that when it makes a request of this kind; the request itself gets through or not. */
  async function killAt(isIt: (request: Seen) => boolean, fault: 'reset' | undefined): Promise<void> {
    const args = [join(repository, 'src/cli.ts'), '--project', project.folder, 'submit', '--yes'];
    const child = spawn(
      join(repository, 'node_modules/.bin/tsx'),
      [...args, join(project.folder, 'cars.training-job.json')],
      {
        env: { ...process.env, ...testKeys, AWS_ENDPOINT_URL: double.url, AWS_REGION: 'us-east-1' },
        stdio: 'ignore',
        detached: true,
      },
    );
    double.fault = (request) => {
      if (!isIt(request)) return undefined;
      // With the loader around it.
      process.kill(-(child.pid ?? 0), 'SIGKILL');
      return fault;
    };
    const signal = await new Promise((resolve) => child.once('exit', (_code, killed) => resolve(killed)));
    double.fault = () => undefined;
    assert.equal(signal, 'SIGKILL');
  }

  it('while it uploads is finished by the next try, and lists until then what it may have left', async () => {
    await killAt(({ method, path }) => method === 'PUT' && path.includes('partNumber=2'), 'reset');
    const [pending] = Object.values(JSON.parse(readFileSync(pendingFile(), 'utf8')) as Record<string, object>);
    assert.deepEqual(Object.keys(pending ?? {}).sort(), [
      ...['account', 'at', 'bucket', 'definition', 'prefixes', 'region', 'repositories'],
    ]);
    const uploads = async () => {
      const Bucket = 'sagemaker-us-east-1-123456789012';
      return (await project.s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? [];
    };
    assert.equal((await uploads()).length, 1);
    await project.submit('cars.training-job.json');
    assert.deepEqual(await uploads(), []);
    assert.equal((await jobs()).length, 1);
    assert.deepEqual(JSON.parse(readFileSync(pendingFile(), 'utf8')), {});
  });

  it('once AWS has its request is found by the next try, which creates no second job', async () => {
    const before = (await jobs()).length;
    await killAt(({ operation }) => operation === 'CreateTrainingJob', undefined);
    assert.equal((await jobs()).length, before + 1);
    assert.ok(existsSync(pendingFile()));
    const { created } = await project.submit('cars.training-job.json');
    assert.deepEqual(
      created.map(({ reused }) => reused),
      [true],
    );
    assert.equal((await jobs()).length, before + 1);
  });

  it('before AWS has its request is finished by the next try', async () => {
    const before = (await jobs()).length;
    await killAt(({ operation }) => operation === 'CreateTrainingJob', 'reset');
    await project.submit('cars.training-job.json');
    assert.equal((await jobs()).length, before + 1);
  });
});
