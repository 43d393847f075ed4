import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateModelCommand,
  DescribeModelCommand,
  ListModelsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { CommandLine } from '../../docker/local/commandLine';

const role = 'arn:aws:iam::000000000000:role/local';

describe('faults of the local endpoint', function () {
  this.timeout(60_000);
  let root: string;

  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'faults-')));
  });
  after(() => rmSync(root, { recursive: true }));

  async function served(options: readonly string[], use: (url: string) => Promise<void>): Promise<void> {
    const server = new CommandLine(root, ['server', '--port', '0', ...options]);
    await server.untilSaid('Ctrl-C');
    try {
      await use(/^http:\S+$/m.exec(server.stdout)?.[0] ?? '');
    } finally {
      server.interrupt();
      assert.equal(await server.ended(), 0);
    }
  }

  /** The error's type that a call of an operation gets; `none` where it succeeds. */
  async function call(url: string, operation: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const headers = { ...more, 'x-amz-target': operation, 'content-type': 'application/x-amz-json-1.1' };
    const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
    const { __type: type } = (await answer.json()) as { readonly __type?: string };
    return type ?? 'none';
  }

  it('happen as often as was ordered, to what was named', () =>
    served(['--faults'], async (url) => {
      const faults = [
        { kind: 'throttle', times: 2, of: 'ListTrainingJobs' },
        { kind: 'reset', of: 'ListTrainingJobs' },
        { kind: 'expire', of: 'logs' },
        { kind: 'fail', of: 's3' },
      ];
      const ordered = await fetch(`${url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
      assert.equal(ordered.status, 200);
      assert.equal(await call(url, 'SageMaker.ListModels'), 'none');
      assert.equal(await call(url, 'SageMaker.ListTrainingJobs'), 'ThrottlingException');
      assert.equal(await call(url, 'SageMaker.ListTrainingJobs'), 'ThrottlingException');
      await assert.rejects(call(url, 'SageMaker.ListTrainingJobs'));
      assert.equal(await call(url, 'SageMaker.ListTrainingJobs'), 'none');
      assert.equal(await call(url, 'Logs_20140328.DescribeLogGroups'), 'ExpiredTokenException');
      assert.equal(await call(url, 'Logs_20140328.DescribeLogGroups'), 'none');
      assert.equal((await fetch(url)).status, 500);
      assert.equal((await fetch(url)).status, 200);
      assert.equal((await fetch(`${url}/_faults`, { method: 'POST', body: '[{"kind":"flood"}]' })).status, 400);
    }));

  it('put the clock wrong: what was signed at another time is refused, and answers are of that time', () =>
    served(['--faults'], async (url) => {
      const order = (faults: object) => fetch(`${url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      const choices = { endpoint: url, region: 'us-east-1', credentials };
      const [sagemaker, s3] = [new SageMakerClient(choices), new S3Client({ ...choices, forcePathStyle: true })];
      await sagemaker.send(
        new CreateModelCommand({ ModelName: 'm', ExecutionRoleArn: role, PrimaryContainer: { Image: 'x' } }),
      );
      const created = async () => (await sagemaker.send(new DescribeModelCommand({ ModelName: 'm' }))).CreationTime;
      const before = (await created())?.getTime() ?? 0;
      for (const hours of [2, -2]) {
        await order([{ kind: 'clock', milliseconds: hours * 3_600_000 }]);
        // A plain client is refused; the SDK sets its own clock by the answer, and asks again.
        assert.equal(await signedAt(url, new Date()), 'InvalidSignatureException');
        const { $metadata } = await sagemaker.send(new ListModelsCommand({}));
        assert.equal($metadata.attempts, 2);
        assert.equal((await s3.send(new ListBucketsCommand({}))).$metadata.attempts, 2);
        assert.equal(((await created())?.getTime() ?? 0) - before, hours * 3_600_000);
      }
      await order([]);
      assert.equal(await signedAt(url, new Date()), 'none');
    }));

  /** The error that a request of a time gets. */
  async function signedAt(url: string, date: Date): Promise<string> {
    const time = date.toISOString().replace(/[-:]|\.\d+/g, '');
    return call(url, 'SageMaker.ListModels', { 'x-amz-date': time });
  }

  it('are nothing that can be ordered unless it was opened for them', () =>
    served([], async (url) => {
      assert.equal((await fetch(`${url}/_faults`, { method: 'POST', body: '[]' })).status, 405);
      assert.equal(await call(url, 'SageMaker.ListTrainingJobs'), 'none');
    }));
});
