import assert from 'node:assert/strict';
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type OutgoingHttpHeaders } from 'node:http';
import { delimiter, dirname, join } from 'node:path';
import { chooseEngine } from '../../src/local/engineChoice';
import { clientsVariable } from '../machine/awsClients';
import { must } from '../machine/child';
import { motoFolder, motoVariable } from '../machine/moto';
import { repository } from '../machine/repository';
import { CommandLine } from '../docker/local/commandLine';
import { docker } from '../docker/local/dockerState';
import { Project } from '../docker/local/project';

const image = 'car-evaluation-of-aws-clients:latest';
const echoImage = 'echo-of-aws-clients:latest';

describe('AWS clients of the local endpoint', function () {
  this.timeout(240_000);
  let project: Project;
  let server: CommandLine;
  let url: string;

  before(async () => {
    project = new Project();
    const engine = await chooseEngine('docker', project.root);
    const contexts = {
      [image]: join(repository, 'examples/car-evaluation/image'),
      [echoImage]: join(__dirname, 'echo'),
    };
    for (const [tag, context] of Object.entries(contexts)) {
      const built = { context, dockerfile: 'Dockerfile', tag, labels: {} };
      await engine.build(built, () => undefined, new AbortController().signal);
    }
    server = new CommandLine(project.root, ['server', '--port', '0']);
    await server.untilSaid('Ctrl-C');
    url = /^http:\/\/127\.0\.0\.1:\d+$/m.exec(server.stdout)?.[0] ?? '';
  });

  after(async () => {
    server.interrupt();
    assert.equal(await server.ended(), 0);
    for (const tag of [image, echoImage]) await docker.getImage(tag).remove({ force: true });
    await project.close();
  });

  /** What a client in Python prints. */
  async function python(...args: readonly string[]): Promise<string> {
    const env = {
      ...process.env,
      ...{ AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
      ...{ AWS_DEFAULT_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true' },
      ...{ CAR_IMAGE: image, ECHO_IMAGE: echoImage },
      PYTHONPATH: [process.env[clientsVariable] ?? '', __dirname].join(delimiter),
    };
    return must('python3', [...args], { env, output: 'quiet' });
  }

  it('are checked by boto3 where nobody looks', async () => {
    assert.match(await python(join(__dirname, 'client_checks.py')), /^checked$/m);
    assert.deepEqual(readdirSync(join(project.root, '.sagemaker/s3/.staging')), []);
  });

  it('are checked by boto3 for records, searches and what is refused', async () => {
    assert.match(await python(join(__dirname, 'record_checks.py')), /^checked$/m);
  });

  it('get the members, errors and pages that moto gives', async () => {
    const moto = process.env[motoVariable] ?? (await motoFolder());
    const script = join(__dirname, 'second_source.py');
    const started = `import sys; sys.path.append(${JSON.stringify(moto)}); sys.argv = ${JSON.stringify([script, url])}`;
    const said = await python('-c', `${started}; import runpy; runpy.run_path(sys.argv[0], run_name='__main__')`);
    assert.match(said, /^compared \d\d$/m);
  });

  it('call endpoints that are updated, that stream and that answer later, and see their logs as they come', async () => {
    assert.match(await python(join(__dirname, 'endpoint_checks.py')), /^checked$/m);
  });

  it('train, deploy, call, transform and process in one script of boto3, and of the SageMaker SDK meanwhile', async () => {
    const script = (name: string) => join(repository, 'examples/aws-clients', name);
    const checked = `import strict_answers, runpy; runpy.run_path(${JSON.stringify(script('cars_boto3.py'))})`;
    const [said, saidBySdk] = await Promise.all([python('-c', checked), python(script('cars_sagemaker_sdk.py'))]);
    for (const text of ['bucket cars-sdk', 'model model.tar.gz', 'vgood', "transformed ['unacc', 'unacc', 'unacc'"]) {
      assert.ok(saidBySdk.includes(text), `${text} in\n${saidBySdk}`);
    }
    assertLines(said, [
      'account 000000000000',
      "training Completed ['Starting', 'Downloading', 'Training', 'Uploading', 'Completed']",
      'accuracy 0.98',
      'model s3://cars/models/NAME/output/model.tar.gz',
      'prediction vgood by AllTraffic',
      'ModelError 424 415',
      'transform Completed',
      'processing Completed',
      'lines 1383',
    ]);
  });

  it('create, wait and describe with the AWS CLI, from a file', async () => {
    const definition = {
      TrainingJobName: 'from-the-cli',
      RoleArn: 'arn:aws:iam::000000000000:role/local',
      AlgorithmSpecification: {
        ...{ TrainingImage: 'python:3.11-slim', TrainingInputMode: 'File' },
        ContainerEntrypoint: ['python3', '-c', 'print(1)'],
      },
      OutputDataConfig: { S3OutputPath: 's3://cars/out' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    };
    const file = join(project.root, 'request.json');
    writeFileSync(file, JSON.stringify(definition));
    const aws = (...args: readonly string[]) => python('-m', 'awscli', ...args);
    await aws('sagemaker', 'create-training-job', '--cli-input-json', `file://${file}`);
    const name = ['--training-job-name', 'from-the-cli'];
    await aws('sagemaker', 'wait', 'training-job-completed-or-stopped', ...name);
    const query = ['--query', 'TrainingJobStatus', '--output', 'text'];
    assert.equal((await aws('sagemaker', 'describe-training-job', ...name, ...query)).trim(), 'Completed');
    assert.match(await aws('s3', 'ls', '--recursive', 's3://cars/out'), /out\/from-the-cli\/output\/model\.tar\.gz/);
    assert.ok(existsSync(join(project.root, '.sagemaker/s3/cars/out/from-the-cli/output/model.tar.gz')));
    assert.ok((await project.platform.list()).some((job) => job.name === 'from-the-cli'));
  });

  describe('and strangers', () => {
    const strangers: readonly (readonly [who: string, headers: OutgoingHttpHeaders])[] = [
      ['a page of another site', { origin: 'https://example.com' }],
      ['a name that was made to lead here', { host: 'example.com' }],
      ['a link in a page', { 'sec-fetch-site': 'cross-site' }],
    ];
    for (const [who, headers] of strangers) {
      it(`${who} gets nothing`, async () => assert.equal(await statusOf(url, headers), 403));
    }
    it('a client on this machine does', async () => assert.equal(await statusOf(url, {}), 200));
  });

  it('see nothing outside of the folder of S3, also where a link leads out of it', async () => {
    symlinkSync('/etc/passwd', join(project.root, '.sagemaker/s3/cars/link'));
    symlinkSync('/etc', join(project.root, '.sagemaker/s3/cars/folder'));
    for (const path of ['link', 'folder/passwd', '../../../../etc/passwd', '%2e%2e/%2e%2e/x', '..%2f..%2fx']) {
      assert.equal(await statusOf(`${url}/cars/${path}`, {}), 404, path);
    }
  });

  it('remove nothing behind such a link either', async () => {
    const elsewhere = project.write('elsewhere/precious.txt', 'x');
    symlinkSync(dirname(elsewhere), join(project.root, '.sagemaker/s3/cars/way-out'));
    await fetch(`${url}/cars/way-out/precious.txt`, { method: 'DELETE' });
    assert.ok(existsSync(elsewhere));
  });
});

function assertLines(said: string, lines: readonly string[]): void {
  for (const line of lines) assert.ok(said.split('\n').includes(line), `${line} in\n${said}`);
}

/** The status that a plain request gets; its path goes out as it stands. */
function statusOf(url: string, headers: OutgoingHttpHeaders): Promise<number> {
  const [, port, path = '/'] = /:(\d+)(\/.*)?$/.exec(url) ?? [];
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.once('error', reject);
    call.end();
  });
}
