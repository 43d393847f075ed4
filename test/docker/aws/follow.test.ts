import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import type { JobEvent } from '../../../src/jobs/jobEvent';
import { suiteFolder } from '../../machine/suiteFolder';
import { CommandLine } from '../local/commandLine';
import { startAwsDouble, type AwsDouble } from './awsDouble';
import { SubmitProject } from './submitProject';

const role = 'arn:aws:iam::000000000000:role/local';
const region = 'us-east-1';
const hosts = ['algo-1', 'algo-2'];
/** Lines of an instance after it was asked to stop. */
const lastLines = 50;

/** Writes until it is asked to stop, some lines twice and more, then says how much that was. */
const program = `import json, signal, time
host = json.load(open("/opt/ml/input/config/resourceconfig.json"))["current_host"]
asked = []
signal.signal(signal.SIGTERM, lambda *_: asked.append(True))
count = 0
while not asked:
    print(host, count)
    if count % 5 == 0:
        print(".")
    count += 1
    time.sleep(0.05)
for index in range(${lastLines}):
    print(host, "last", index, "of", count)
`;

/** All that an instance has written, by what its last line says. */
function written(host: string, told: readonly string[]): readonly string[] {
  const count = Number(/of (\d+)$/.exec(told.at(-1) ?? '')?.[1] ?? 0);
  const usual = Array.from({ length: count }, (_, index) => [`${host} ${index}`, ...(index % 5 === 0 ? ['.'] : [])]);
  return [...usual.flat(), ...Array.from({ length: lastLines }, (_, index) => `${host} last ${index} of ${count}`)];
}

function linesIn(events: readonly JobEvent[], stream: string): readonly string[] {
  return events.flatMap((event) => (event.kind === 'log' && event.stream === stream ? [event.line] : []));
}

async function collected(events: AsyncIterable<JobEvent>): Promise<readonly JobEvent[]> {
  const all: JobEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** A job that has ended, with its lines, as moto has them; moto runs nothing. */
async function writeToMoto(endpoint: string, { sagemaker }: SubmitProject, name: string): Promise<void> {
  const logGroupName = '/aws/sagemaker/TrainingJobs';
  const logs = new CloudWatchLogsClient({ endpoint, region, credentials: { accessKeyId: 't', secretAccessKey: 't' } });
  await sagemaker.send(
    new CreateTrainingJobCommand({
      ...{ TrainingJobName: name, RoleArn: role, OutputDataConfig: { S3OutputPath: 's3://cars/models' } },
      AlgorithmSpecification: { TrainingImage: 'python:3.11-slim', TrainingInputMode: 'File' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    }),
  );
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  const at = Date.now();
  for (const host of hosts) {
    const logStreamName = `${name}/${host}-${Math.floor(at / 1000)}`;
    const logEvents = written(host, ['of 60']).map((message, index) => ({ message, timestamp: at + 10 * index }));
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  }
}

// A job's last lines are waited for, so all followers do that at the same time.
describe('following jobs of AWS', function () {
  this.timeout(180_000);
  const root = suiteFolder('follow');
  let server: CommandLine;
  let project: SubmitProject;
  let url: string;
  let name: string;
  let followed: Promise<readonly JobEvent[]>;
  let double: AwsDouble;
  let atMoto: SubmitProject;
  let fromMoto: Promise<readonly JobEvent[]>;
  let others: Promise<{ readonly tail: CommandLine; readonly stop: CommandLine; readonly submit: CommandLine }>;

  before(async () => {
    server = new CommandLine(join(root, 'account'), ['server', '--port', '0', '--faults']);
    await server.untilSaid('Ctrl-C');
    url = /^http:\/\/127\.0\.0\.1:\d+$/m.exec(server.stdout)?.[0] ?? '';
    project = new SubmitProject(root, url);
    project.write('code/train.py', program);
    define('cars', ['python3', '-u', '/opt/ml/input/data/code/train.py'], hosts.length);
    define('failing', ['python3', '-c', 'print("hello"); raise SystemExit(7)'], 1);
    ({ name } = await project.submit('cars.training-job.json'));
    await untilTraining();
    followed = followThroughFaults();
    followed.catch(() => undefined);
    const folder = join(root, 'moto');
    mkdirSync(folder);
    double = await startAwsDouble(folder);
    atMoto = new SubmitProject(folder, double.url);
    await writeToMoto(double.url, atMoto, 'cars');
    fromMoto = collected((await atMoto.aws.jobs({ region })).follow('cars', new AbortController().signal));
    fromMoto.catch(() => undefined);
  });

  after(async () => {
    atMoto.close();
    project.close();
    await double.stop();
    server.interrupt();
    assert.equal(await server.ended(), 0);
    rmSync(root, { recursive: true, force: true });
  });

  function define(stem: string, ContainerEntrypoint: readonly string[], InstanceCount: number): void {
    project.write(`${stem}.training-job.json`, {
      RoleArn: role,
      AlgorithmSpecification: { TrainingImage: 'python:3.11-slim', TrainingInputMode: 'File', ContainerEntrypoint },
      InputDataConfig: [
        { ChannelName: 'code', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://code' } } },
      ],
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 150 },
    });
  }

  async function untilTraining(): Promise<void> {
    const ask = new DescribeTrainingJobCommand({ TrainingJobName: name });
    for (;;) {
      const { SecondaryStatus, TrainingJobStatus, FailureReason } = await project.sagemaker.send(ask);
      if (SecondaryStatus === 'Training') return;
      assert.equal(TrainingJobStatus, 'InProgress', FailureReason);
      await sleep(100);
    }
  }

  /** Order faults, once all that were ordered before have happened. */
  async function order(...faults: readonly object[]): Promise<void> {
    assert.deepEqual(await leftFaults(), []);
    await fetch(`${url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
  }

  async function leftFaults(): Promise<readonly object[]> {
    const ordered = (await (await fetch(`${url}/_faults`)).json()) as readonly { readonly times: number }[];
    return ordered.filter(({ times }) => times > 0);
  }

  const command = (...args: readonly string[]) =>
    new CommandLine(project.folder, [...args, '--region', region], { AWS_ENDPOINT_URL: url });

  async function followThroughFaults(): Promise<readonly JobEvent[]> {
    const jobs = await project.aws.jobs({ region });
    await order(
      // The first of these is asked to find the job.
      { kind: 'delay', of: 'DescribeTrainingJob', milliseconds: 100 },
      { kind: 'throttle', of: 'DescribeTrainingJob' },
      { kind: 'reset', of: 'DescribeLogStreams', milliseconds: 5 },
      { kind: 'fail', of: 'GetLogEvents' },
      { kind: 'delay', of: 'GetLogEvents', milliseconds: 200 },
    );
    const events: JobEvent[] = [];
    const heard = new Set<string>();
    for await (const event of jobs.follow(name, new AbortController().signal)) {
      events.push(event);
      if (event.kind === 'connection') await (event.online ? connected() : cutOff());
      if (event.kind !== 'log' || heard.size === hosts.length) continue;
      heard.add(event.stream);
      // Credentials are read anew after the first, and have expired all the same.
      if (heard.size === hosts.length) await order({ kind: 'expire', of: 'GetLogEvents', times: 2 });
    }
    return events;
  }

  /** While the first follower waits for somebody to sign in, others come, and one asks the job to stop. */
  function cutOff(): Promise<void> {
    const tail = command('logs', '-f', name);
    const definition = join(project.folder, 'failing.training-job.json');
    const submit = command('submit', definition, '--wait', '--json', '--yes');
    others = tail.untilSaid('algo-2 | ').then(() => ({ tail, submit, stop: command('stop', name) }));
    others.catch(() => undefined);
    return Promise.resolve();
  }

  async function connected(): Promise<void> {
    await order(
      { kind: 'reset', of: 'DescribeLogStreams' },
      { kind: 'expire', of: 'GetLogEvents' },
      { kind: 'throttle', of: 'GetLogEvents', times: 2 },
      { kind: 'fail', of: 'GetLogEvents' },
      { kind: 'reset', of: 'FilterLogEvents', milliseconds: 5 },
    );
  }

  it('tells each line once and in its order through faults and expired credentials, and ends', async () => {
    const events = await followed;
    for (const host of hosts) {
      const told = linesIn(events, host);
      assert.deepEqual(told, written(host, told));
    }
    const connections = events.filter((event) => event.kind === 'connection');
    assert.deepEqual(
      connections.map(({ online }) => online),
      [false, true],
    );
    assert.match(connections[0]?.message ?? '', /ExpiredTokenException/);
    assert.match(connections[0]?.action ?? '', /aws configure/);
    // There were lines before it was cut off, and lines that were only read after it.
    const [off, on] = connections.map((event) => events.indexOf(event));
    for (const host of hosts) {
      assert.notDeepEqual(linesIn(events.slice(0, off), host), []);
      assert.ok(linesIn(events.slice(on), host).length >= lastLines);
    }
    const statuses = events.flatMap((event) => (event.kind === 'status' ? [event.secondaryStatus] : []));
    assert.deepEqual(statuses, ['Starting', 'Downloading', 'Training', 'Stopping', 'Uploading', 'Stopped']);
    assert.equal(events.filter(({ kind }) => kind === 'end').length, 1);
    const end = events.at(-1);
    assert.equal(end?.kind === 'end' && end.describe['TrainingJobStatus'], 'Stopped');
    assert.deepEqual(await leftFaults(), []);
  });

  it('is what logs -f shows of all instances, until the job was stopped by stop', async () => {
    const { tail, stop } = await others;
    assert.equal(await stop.ended(), 0, stop.stderr);
    assert.match(stop.stderr, /^Stopped$/m);
    assert.equal(await tail.ended(), 0, tail.stderr);
    assert.match(tail.stderr, /^Stopped$/m);
    const lines = tail.stdout.split('\n').slice(0, -1);
    for (const host of hosts) {
      const own = lines.filter((line) => line.startsWith(`${host} | `));
      const told = own.map((line) => line.replace(/^\S+ \| (\([\d:]+, late\) )?/, ''));
      assert.deepEqual(told, written(host, told));
    }
  });

  it('is what submit --wait does, with the exit code of what it has submitted', async () => {
    const { submit } = await others;
    assert.equal(await submit.ended(), 1, submit.stderr);
    const told = submit.stdout.trim().split('\n');
    const events = told.map((line) => JSON.parse(line) as JobEvent);
    assert.deepEqual(linesIn(events, 'algo-1'), ['hello']);
    const failed = events.findLast((event) => event.kind === 'status');
    assert.equal(failed?.status, 'Failed');
    assert.match(failed.failureReason ?? '', /exit code: 7/i);
    assert.equal(events.at(-1)?.kind, 'end');
  });

  it('finds what another double of AWS has', async () => {
    const jobs = await atMoto.aws.jobs({ region });
    assert.deepEqual((await jobs.find('cars'))?.streams, hosts);
    const last: string[] = [];
    for await (const line of jobs.lines('cars', 'algo-2', { last: 2 })) last.push(line);
    assert.deepEqual(last, [`algo-2 last ${lastLines - 2} of 60`, `algo-2 last ${lastLines - 1} of 60`]);
    const events = await fromMoto;
    for (const host of hosts) assert.deepEqual(linesIn(events, host), written(host, ['of 60']));
    assert.deepEqual(
      events.slice(-2).map(({ kind }) => kind),
      ['artifact', 'end'],
    );
    assert.equal(events.filter(({ kind }) => kind === 'end').length, 1);
  });
});
