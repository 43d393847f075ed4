import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { CommandLine, commandLine } from './commandLine';
import { leftOf } from './dockerState';
import { named, pipeline } from './pipelineLab';
import { server } from './programs';
import { useProject } from './project';
import { transform, transformServer } from './transformLab';

/** A file system of a few megabytes on a folder. Needs root on Linux, as the set-up of these tests does. */
function mountSmall(folder: string, megabytes: number): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
}

describe('a disk that is full', function () {
  this.timeout(90_000);
  const project = useProject();
  let folder = '';
  beforeEach(() => {
    folder = join(project().root, '.sagemaker');
    mountSmall(folder, 3);
  });
  afterEach(() => {
    execFileSync('umount', ['-l', folder]);
  });

  const assertClear = (stderr: string) => {
    assert.match(stderr, /(No space is left on the disk|no space left on device|ENOSPC)/);
    assert.doesNotMatch(stderr, /\n\s+at .*:\d+:\d+\)?$/m, 'no stack');
    assert.match(stderr, /sagemaker-containers clean|has room/);
  };

  it('by a log ends the job with one clear sentence, and leaves nothing on the engine', async () => {
    const at = project();
    const program =
      '#!/bin/sh\nwhile true; do echo 0123456789012345678901234567890123456789012345678901234567890; done';
    const run = new CommandLine(at.root, ['run', at.training(program)]);
    run.child.stdout?.removeAllListeners('data').resume();
    assert.equal(await run.ended(), 1, run.stderr);
    assertClear(run.stderr);
    assert.deepEqual(await leftOf(at.root), []);
  });

  it('by a model ends the job with one clear sentence, and leaves nothing on the engine', async () => {
    const at = project();
    const program = '#!/bin/sh\nhead -c 20000000 /dev/urandom > /opt/ml/model/weights; echo wrote';
    const run = new CommandLine(at.root, ['run', at.training(program)]);
    assert.equal(await run.ended(), 1, run.stderr);
    assertClear(run.stderr);
    assert.deepEqual(await leftOf(at.root), []);
  });

  it('by the answers of a transform job ends it with one clear sentence, and stores nothing', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/a.csv', 'big\n'.repeat(8));
    const run = new CommandLine(at.root, ['run', transform(at)]);
    assert.equal(await run.ended(), 1, run.stderr);
    assertClear(run.stderr);
    assert.match(run.stderr, /Failed\n +InternalServerError: No space is left on the disk/);
    assert.ok(!existsSync(join(at.root, 'out')));
    assert.ok(!existsSync(join(folder, 'jobs/all/transform')), 'nothing half-done stays');
    assert.deepEqual(await leftOf(at.root), []);
  });

  it('while an endpoint serves takes it down, and leaves nothing on the engine', async () => {
    const at = project();
    const chatty = server()
      .replace("print('got SIGTERM', flush=True)", 'pass')
      .replace(
        'ThreadingHTTPServer((',
        `import threading
def flood():
    import time
    time.sleep(2)
    while True: print('x' * 1000, flush=True)
threading.Thread(target=flood, daemon=True).start()
ThreadingHTTPServer((`,
      );
    const run = new CommandLine(at.root, ['run', at.model(chatty)]);
    run.child.stdout?.removeAllListeners('data').resume();
    await run.untilSaid('/invocations');
    assert.equal(await run.ended(), 1, run.stderr);
    assertClear(run.stderr);
    assert.deepEqual(await leftOf(at.root), []);
  });
});

describe('a disk of outputs that is full', function () {
  this.timeout(60_000);
  const project = useProject();
  let folder = '';
  beforeEach(() => {
    folder = join(project().root, 'out');
    mountSmall(folder, 3);
  });
  afterEach(() => {
    execFileSync('umount', ['-l', folder]);
  });

  it('fails a transform job with one clear sentence, and shows no half of an output', async () => {
    const at = project();
    at.model(transformServer());
    at.write('data/1.csv', 'big\nbig\n');
    at.write('data/2.csv', 'big\nbig\n');
    const run = new CommandLine(at.root, ['run', transform(at)]);
    assert.equal(await run.ended(), 1, run.stderr);
    assert.match(run.stderr, /Failed\n +InternalServerError: No space is left on the disk/);
    assert.doesNotMatch(run.stderr, /\n\s+at .*:\d+:\d+\)?$/m, 'no stack');
    assert.deepEqual(readdirSync(folder), ['1.csv.out']);
    assert.ok(!existsSync(join(at.root, '.sagemaker/jobs/all/transform')), 'nothing half-done stays');
    assert.deepEqual(await leftOf(at.root), []);
  });
});

/** Stands between us and the engine, so that it can be gone for us without being gone. */
class Wire {
  readonly socket: string;
  private readonly server = createServer((near) => {
    const address = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
    const far = connect(address.replace('unix://', ''));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.ends.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => this.ends.delete(from));
      if (!this.frozen) from.pipe(to);
    }
  });
  private readonly ends = new Set<Socket>();
  private frozen = false;

  constructor(folder: string) {
    this.socket = join(folder, 'engine.sock');
  }

  async open(): Promise<void> {
    this.server.listen(this.socket);
    await once(this.server, 'listening');
  }

  /** Nothing comes through any more, and no connection breaks: what a frozen engine looks like. */
  freeze(): void {
    this.frozen = true;
    for (const end of this.ends) end.unpipe().pause();
  }

  /** What is left of a connection to an engine that has crashed: nothing, and nobody answers any more. */
  async cut(): Promise<void> {
    this.server.close();
    for (const end of this.ends) end.destroy();
    await once(this.server, 'close');
  }
}

describe('an engine that dies', function () {
  this.timeout(60_000);
  const project = useProject();

  it('while a job runs gives one clear sentence; clean removes what it comes back with', async () => {
    const at = project();
    const wire = new Wire(at.root);
    await wire.open();
    const definition = at.training('#!/bin/sh\necho ready; for i in $(seq 600); do sleep 0.1; done');
    const run = new CommandLine(at.root, ['run', definition], { DOCKER_HOST: `unix://${wire.socket}` });
    await run.untilSaid('ready');
    await wire.cut();
    assert.equal(await run.ended(), 1, run.stderr);
    const said = run.stderr.trimEnd().split('\n');
    assert.match(said.slice(-2).join('\n'), /Failed\n +InternalServerError: .*engine.*\.$/is);
    assert.doesNotMatch(run.stderr, /\n\s+at .*:\d+:\d+\)?$/m, 'no stack');
    assert.equal((await at.state('car')).status, 'Failed');
    const { stdout } = await commandLine(at.root, ['clean']);
    assert.match(stdout, /^container .* of car$/m);
  });

  it('or is frozen is told, and given up when the job is stopped twice', async () => {
    const at = project();
    const wire = new Wire(at.root);
    await wire.open();
    const definition = at.training('#!/bin/sh\necho ready; for i in $(seq 600); do sleep 0.1; done', {
      TrainingJobName: 'frozen',
    });
    const run = new CommandLine(at.root, ['run', definition], { DOCKER_HOST: `unix://${wire.socket}` });
    await run.untilSaid('ready');
    wire.freeze();
    await run.untilSaid('does not answer: it is frozen');
    run.interrupt();
    // Once for a program that ends by itself, and once more for an engine that doesn't.
    await run.untilExists(join(at.root, '.sagemaker/jobs', 'frozen', 'stop'));
    run.interrupt();
    assert.equal(await run.ended(), 1, run.stderr);
    assert.match(
      run.stderr,
      /Failed\n +InternalServerError: The container engine at .* does not answer any more: it is silent\./,
    );
    await wire.cut();
    assert.match((await commandLine(at.root, ['clean'])).stdout, /^container .*/m);
  });

  it('while a pipeline serves ends it with one clear sentence; clean removes all that it comes back with', async () => {
    const at = project();
    const wire = new Wire(at.root);
    await wire.open();
    const definition = pipeline(at, named('first', 'second'));
    const run = new CommandLine(at.root, ['run', definition], { DOCKER_HOST: `unix://${wire.socket}` });
    await run.untilSaid('/invocations');
    await wire.cut();
    assert.equal(await run.ended(), 1, run.stderr);
    assert.match(run.stderr, /InternalServerError: .*engine/i);
    assert.doesNotMatch(run.stderr, /\n\s+at .*:\d+:\d+\)?$/m, 'no stack');
    assert.equal((await at.state('pipe')).status, 'Failed');
    const { stdout } = await commandLine(at.root, ['clean']);
    assert.equal(stdout.match(/^container .* of pipe$/gm)?.length, 2, stdout);
    assert.match(stdout, /^network .* of pipe$/m);
  });

  it('while records are transformed gives one clear sentence, and nothing is stored', async () => {
    const at = project();
    const wire = new Wire(at.root);
    await wire.open();
    at.model(transformServer());
    at.write('data/0.csv', 'good\n');
    at.write('data/1.csv', 'big\nhang\n');
    const run = new CommandLine(at.root, ['run', transform(at)], { DOCKER_HOST: `unix://${wire.socket}` });
    await run.untilSaid('"body": "hang');
    await wire.cut();
    assert.equal(await run.ended(), 1, run.stderr);
    assert.match(run.stderr, /Failed\n +InternalServerError: .*engine.*\.$/im);
    assert.doesNotMatch(run.stderr, /\n\s+at .*:\d+:\d+\)?$/m, 'no stack');
    assert.equal((await at.state('all')).status, 'Failed');
    assert.ok(!existsSync(join(at.root, 'out')));
    assert.ok(!existsSync(join(at.root, '.sagemaker/jobs/all/transform')), 'nothing half-done stays');
    assert.match((await commandLine(at.root, ['clean'])).stdout, /^container .* of all$/m);
  });

  it('before a job begins gives one clear sentence, and no job', async () => {
    const at = project();
    const before = (await at.platform.list()).length;
    const env = { DOCKER_HOST: `unix://${at.root}/nobody.sock` };
    const run = new CommandLine(at.root, ['run', at.training('#!/bin/sh\ntrue')], env);
    assert.equal(await run.ended(), 1);
    assert.match(run.stderr, /^No container engine answers at unix:.*nobody\.sock.*\nStart that engine/);
    assert.equal((await at.platform.list()).length, before);
  });
});
