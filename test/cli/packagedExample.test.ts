import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { basename, dirname, join } from 'node:path';
import { zipEntries } from '../guards/zipEntries';
import { assertGolden } from '../machine/goldenFile';
import { repository } from '../machine/repository';
import { packageFile } from '../machine/runRing';
import { suiteFolder } from '../machine/suiteFolder';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Unpack the bundles of the VSIX: what is tested is what is shipped. */
function unpackProgram(folder: string): void {
  for (const entry of zipEntries(readFileSync(packageFile))) {
    if (!/^extension\/(dist\/|package\.json)/.test(entry.name)) continue;
    const file = join(folder, entry.name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, entry.content());
  }
}

/** Copy the example as it is in a clean checkout, without what runs have left in it. */
function copyExample(project: string): void {
  const isSource = (path: string): boolean => !['.sagemaker', 'artifacts'].includes(basename(path));
  cpSync(join(repository, 'examples/car-evaluation'), project, { recursive: true, filter: isSource });
}

/** Times, sizes that depend on the clock, the machine and the engine's own words left out. */
function normalised(output: string): string {
  return output
    .split('\n')
    .filter((line) => !line.startsWith('build |'))
    .join('\n')
    .replaceAll(/\b\d\d:\d\d:\d\d\b/g, 'HH:MM:SS')
    .replaceAll(/Running on .*/g, 'Running on ENGINE')
    .replaceAll(/\b[\d.]+ k?B\b/g, 'SIZE');
}

describe('the packaged command line on the example', function () {
  this.timeout(120_000);
  const folder = suiteFolder('cli');
  const program = join(folder, 'extension/dist/cli.js');
  const project = join(folder, 'car-evaluation');
  before(() => {
    unpackProgram(folder);
    copyExample(project);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const cli = async (...args: readonly string[]): Promise<Ended> => {
    const child = spawn(process.execPath, [program, ...args], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { code, stdout, stderr };
  };
  const jobs = async (): Promise<readonly { readonly name: string; readonly status: string }[]> => {
    const { stdout } = await cli('jobs', '--json');
    const lines = stdout
      .trim()
      .split('\n')
      .filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as { name: string; status: string });
  };

  it('trains: the program on stdout, the platform on stderr', async () => {
    const { code, stdout, stderr } = await cli('run', 'car-evaluation.training-job.json', '--engine', 'docker');
    assert.equal(code, 0, stderr);
    assertGolden('cli/example-train-stdout.txt', stdout);
    assertGolden('cli/example-train-stderr.txt', normalised(stderr));
    assert.deepEqual(await jobs().then((all) => all.map(({ status }) => status)), ['Completed']);
  });

  it('tells the same as events, the last of which holds the Describe response', async () => {
    const { code, stdout } = await cli('run', 'car-evaluation.training-job.json', '--engine', 'docker', '--json');
    assert.equal(code, 0);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const last = events.at(-1) as { kind: string; describe: { TrainingJobStatus: string } };
    assert.equal(last.kind, 'end');
    assert.equal(last.describe.TrainingJobStatus, 'Completed');
    assert.equal(events.filter(({ kind }) => kind === 'end').length, 1);
  });

  it('serves what it trained, until it is told to stop', async () => {
    const served = await cli('run', 'car-evaluation.model.json', '--engine', 'docker', '--detach');
    assert.equal(served.code, 0, served.stderr);
    const [url = '', endpoint = ''] = served.stdout.trim().split('\n');
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);

    const fixtures = readdirSync(join(project, 'fixtures')).map((name) => join('fixtures', name));
    const invoked = await cli('invoke', ...fixtures);
    assert.equal(invoked.code, 0, invoked.stdout);
    assert.match(invoked.stdout, new RegExp(`^${fixtures.length} passed, 0 failed$`, 'm'));

    assert.equal((await cli('stop', endpoint)).code, 0);
    assert.ok((await jobs()).every(({ status }) => status !== 'InService'));
  });

  it('refuses a definition that is not there, with a next step', async () => {
    const { code, stderr } = await cli('run', 'gone.training-job.json');
    assert.equal(code, 2);
    assert.match(stderr, /gone\.training-job\.json.*\n.+/);
  });
});
