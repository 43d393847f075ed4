import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  waitUntilTrainingJobCompletedOrStopped,
} from '@aws-sdk/client-sagemaker';
import { suiteFolder } from '../../machine/suiteFolder';
import { CommandLine } from '../local/commandLine';
import { SubmitProject } from './submitProject';

const role = 'arn:aws:iam::000000000000:role/local';

describe('submit to the local endpoint', function () {
  this.timeout(120_000);
  const root = suiteFolder('local-endpoint');
  let server: CommandLine;
  let project: SubmitProject;
  let url: string;

  before(async () => {
    server = new CommandLine(join(root, 'account'), ['server', '--port', '0', '--faults']);
    await server.untilSaid('Ctrl-C');
    url = /^http:\/\/127\.0\.0\.1:\d+$/m.exec(server.stdout)?.[0] ?? '';
    project = new SubmitProject(root, url);
    for (let index = 0; index < 12; index += 1) project.write(`data/${index}.csv`, `${index}\n`);
    project.write('cars.training-job.json', {
      RoleArn: role,
      AlgorithmSpecification: {
        ...{ TrainingImage: 'python:3.11-slim', TrainingInputMode: 'File' },
        ContainerEntrypoint: ['python3', '-c', 'import os; print(sorted(os.listdir("/opt/ml/input/data/train")))'],
      },
      InputDataConfig: [
        { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 'file://data' } } },
      ],
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    });
    project.write('model.tar.gz', 'not read before it runs');
    project.write('cars.model.json', {
      ExecutionRoleArn: role,
      PrimaryContainer: { Image: 'python:3.11-slim', ModelDataUrl: 'file://model.tar.gz' },
    });
    project.write('cars.endpoint-config.json', {
      ProductionVariants: [
        {
          ...{ VariantName: 'AllTraffic', ModelName: 'file://cars.model.json' },
          ...{ InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
        },
      ],
    });
  });

  after(async () => {
    project.close();
    server.interrupt();
    assert.equal(await server.ended(), 0);
    rmSync(root, { recursive: true, force: true });
  });

  const order = (...faults: readonly object[]) =>
    fetch(`${url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
  const jobs = async () => (await project.sagemaker.send(new ListTrainingJobsCommand({}))).TrainingJobSummaries ?? [];
  /** How many objects of inputs there are. */
  const objects = () => {
    const inputs = join(root, 'account/.sagemaker/s3/sagemaker-us-east-1-000000000000/sagemaker-containers/inputs');
    return readdirSync(inputs, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  };

  it('runs the job with what was uploaded, through throttling, broken connections and delays', async () => {
    await order(
      { kind: 'throttle', times: 2, of: 'CreateTrainingJob' },
      { kind: 'reset', times: 3, of: 's3', milliseconds: 5 },
      { kind: 'throttle', times: 2, of: 's3' },
      { kind: 'delay', times: 2, of: 's3', milliseconds: 100 },
    );
    const { name } = await project.submit('cars.training-job.json');
    const waiting = { client: project.sagemaker, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
    await waitUntilTrainingJobCompletedOrStopped(waiting, { TrainingJobName: name });
    const job = await project.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason);
    assert.equal((await jobs()).length, 1);
    assert.equal(objects(), 12);
  });

  it('goes on after a token that has expired: nothing is sent or created twice', async () => {
    await order({ kind: 'expire', times: 1, of: 'CreateTrainingJob' });
    project.write('data/more.csv', 'more\n');
    await assert.rejects(project.submit('cars.training-job.json'), { code: 'aws.keys' });
    const before = objects();
    await project.submit('cars.training-job.json');
    assert.equal(objects(), before);
    assert.equal((await jobs()).length, 2);
  });

  it('names the request that was refused, not the one that it was for', async () => {
    project.write('more.model.json', {
      ExecutionRoleArn: role,
      PrimaryContainer: { Image: 'python:3.11-slim', ModelDataUrl: 's3://nowhere/model.tar.gz' },
    });
    const variant = { VariantName: 'a', ModelName: 'file://more.model.json' };
    project.write('more.endpoint-config.json', {
      ProductionVariants: [{ ...variant, InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }],
    });
    await assert.rejects(project.submit('more.endpoint-config.json'), {
      message: /^CreateModel: ValidationException: Could not find model data/,
    });
  });

  it('finds what a try has made that broke off between two requests', async () => {
    await order({ kind: 'fail', times: 9, of: 'CreateEndpointConfig' });
    await assert.rejects(project.submit('cars.endpoint-config.json'), {
      ...{ code: 'aws.unreachable', message: /^CreateEndpointConfig: / },
    });
    await order();
    const { created } = await project.submit('cars.endpoint-config.json');
    assert.deepEqual(
      created.map(({ operation, reused }) => [operation, reused]),
      [
        ['CreateModel', true],
        ['CreateEndpointConfig', false],
      ],
    );
  });
});
