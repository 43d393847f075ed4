import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandLine } from '../../docker/local/commandLine';

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
  async function call(url: string, operation: string): Promise<string> {
    const headers = { 'x-amz-target': operation, 'content-type': 'application/x-amz-json-1.1' };
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

  it('are nothing that can be ordered unless it was opened for them', () =>
    served([], async (url) => {
      assert.equal((await fetch(`${url}/_faults`, { method: 'POST', body: '[]' })).status, 405);
      assert.equal(await call(url, 'SageMaker.ListTrainingJobs'), 'none');
    }));
});
