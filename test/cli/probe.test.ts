import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repository } from '../machine/repository';
import { suiteFolder } from '../machine/suiteFolder';

describe('the packaged probe', function () {
  this.timeout(120_000);
  const root = suiteFolder('probe');
  after(() => rmSync(root, { recursive: true, force: true }));

  const cli = async (...args: readonly string[]) => {
    const program = join(repository, 'dist/cli.js');
    const child = spawn(process.execPath, [program, 'probe', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, stdout, stderr };
  };

  it('writes its folder and runs nothing', async () => {
    const { code, stdout, stderr } = await cli('--write-only', '--folder', 'written');
    assert.deepEqual([code, stdout], [0, ''], stderr);
    for (const name of ['image/Dockerfile', 'image/probe.py', 'probe.training-job.json', 'data/train/deep/b.csv'])
      assert.ok(existsSync(join(root, 'written', name)), name);
    assert.ok(!existsSync(join(root, '.sagemaker')));
    assert.equal((await cli('--write-only', '--folder', 'written')).code, 0, 'a second time too');
  });

  it('does not write over files that somebody has changed', async () => {
    writeFileSync(join(root, 'written/image/Dockerfile'), 'FROM scratch\n');
    const { code, stderr } = await cli('--write-only', '--folder', 'written');
    assert.equal(code, 1);
    assert.match(stderr, /image\/Dockerfile is there already and is not as the probe's own\.\nName another folder/);
    assert.equal(readFileSync(join(root, 'written/image/Dockerfile'), 'utf8'), 'FROM scratch\n');
  });

  it('judges what plain processes see, and keeps it', async () => {
    const { code, stdout, stderr } = await cli('--engine', 'process', '--kind', 'processing,hosting');
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /^== probe-processing algo-1 ==$[^]*^P1 +process\.arguments \["as-built"\] \| as the contract says$/m,
    );
    assert.match(stdout, /^\d+ as the contract says, \d+ differs?, \d+ not settled by any source$/m);
    assert.match(stdout, /^== probe-hosting AllTraffic ==$[^]*^I2 +serving\.port/m);
    const dump = JSON.parse(readFileSync(join(root, 'sagemaker-probe/dumps/probe-processing-algo-1.json'), 'utf8')) as {
      readonly kind: string;
    };
    assert.equal(dump.kind, 'processing');
  });

  it('goes on where an engine can not do one of them, and says so by its exit code', async () => {
    const { code, stdout, stderr } = await cli('--engine', 'process', '--kind', 'training', '--folder', 'training');
    assert.equal(code, 1);
    assert.match(
      stderr,
      /two-instances\.training-job\.json did not come to its end: .*Several instances need a network/,
    );
    assert.match(stdout, /^== probe-training algo-1 ==$/m);
  });

  it('compares with a dump from elsewhere, and then runs its kind only', async () => {
    const file = join(root, 'sagemaker-probe/dumps/probe-processing-algo-1.json');
    const elsewhere = readFileSync(file, 'utf8').replace('"env.MODE": "quick"', '"env.MODE": "slow"');
    writeFileSync(join(root, 'aws.json'), elsewhere);
    const { code, stdout, stderr } = await cli('--engine', 'process', '--compare', 'aws.json', '--json');
    assert.equal(code, 0, stderr);
    const differences = stdout.trim().split('\n');
    const mode = differences.find((line) => line.includes('env.MODE')) ?? '';
    assert.match(mode, /"stream":"algo-1","key":"env.MODE","rule":"P9","here":"quick","there":"slow"/);
    assert.doesNotMatch(stderr, /training/);
  });

  it('says what is wrong with a dump that is none', async () => {
    writeFileSync(join(root, 'none.json'), '{}');
    const { code, stderr } = await cli('--compare', 'none.json');
    assert.equal(code, 1);
    assert.match(stderr, /^none\.json holds nothing that a probe container wrote\./);
  });

  it('names the kinds that there are', async () => {
    const { code, stderr } = await cli('--kind', 'everything');
    assert.equal(code, 2);
    assert.match(stderr, /Write one or more of training, processing, transform, hosting, pipeline/);
  });
});
