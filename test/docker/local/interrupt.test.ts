import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandLine } from './commandLine';
import { containersOf } from './dockerState';
import { server } from './programs';
import { useProject } from './project';

const slow = '#!/bin/sh\ntrap "exit 0" TERM; echo ready; for i in $(seq 300); do sleep 0.1; done';

describe('Ctrl-C', function () {
  this.timeout(120_000);
  const project = useProject();

  it('while the image is built ends the run at once', async () => {
    const at = project();
    const TrainingImage = at.image('train', slow, ['RUN echo building; sleep 20']);
    const run = new CommandLine(at.root, ['run', at.training('', { AlgorithmSpecification: { TrainingImage } })]);
    await run.untilSaid('building');
    const asked = performance.now();
    run.interrupt();
    assert.equal(await run.ended(), 3, run.stderr);
    assert.ok(performance.now() - asked < 10_000);
    assert.match(run.stderr, /Stopped\s*$/);
  });

  it('while the container is created leaves none', async () => {
    const at = project();
    const definition = at.training(slow, { TrainingJobName: 'created' });
    const run = new CommandLine(at.root, ['run', definition]);
    await run.untilExists(join(at.root, '.sagemaker/jobs/created/opt/ml'));
    run.interrupt();
    assert.equal(await run.ended(), 3, run.stderr);
    // Long enough for an engine to finish what nobody waits for any more.
    await sleep(1_500);
  });

  it('at any moment of a run ends it as Stopped, or Completed where it is over', async () => {
    const at = project();
    const definition = at.training('#!/bin/sh\ntrap "exit 0" TERM; echo ready; sleep 0.3', {
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1 },
    });
    for (const wait of [0, 150, 300, 450, 600, 900]) {
      const run = new CommandLine(at.root, ['run', definition]);
      await run.untilSaid('Preparing the image');
      await sleep(wait);
      run.interrupt();
      const code = await Promise.race([run.ended(), sleep(30_000, 'still running', { ref: false })]);
      assert.ok(code === 3 || code === 0, `after ${wait} ms: ${code}\n${run.stderr}`);
      assert.match(run.stderr, code === 0 ? /Completed/ : /Stopped/);
      await at.assertNothingLeft();
    }
  });

  it('while the program runs stops it; a second one kills it', async () => {
    const at = project();
    const deaf = '#!/bin/sh\ntrap "echo deaf" TERM; echo ready; while true; do sleep 0.1; done';
    const run = new CommandLine(at.root, ['run', at.training(deaf)]);
    await run.untilSaid('ready');
    run.interrupt();
    await run.untilSaid('deaf');
    const asked = performance.now();
    run.interrupt();
    assert.equal(await run.ended(), 3, run.stderr);
    assert.ok(performance.now() - asked < 10_000);
    assert.match(run.stderr, /model\.tar\.gz/, 'what it wrote is kept');
  });

  it('while artifacts are packed does not keep them from being whole', async () => {
    const at = project();
    const program = '#!/bin/sh\nhead -c 60000000 /dev/urandom > /opt/ml/model/weights';
    const run = new CommandLine(at.root, ['run', at.training(program)]);
    await run.untilSaid('Packing the artifacts');
    run.interrupt();
    const code = await run.ended();
    assert.ok(code === 0 || code === 3, `${code}\n${run.stderr}`);
    assert.match(run.stderr, /model\.tar\.gz {2}60\.\d MB/);
  });

  it('before the first event leaves nothing', async () => {
    const at = project();
    const run = new CommandLine(at.root, ['run', at.training(slow, { TrainingJobName: 'early' })]);
    run.interrupt();
    await run.ended();
    assert.deepEqual(await containersOf(at.root), []);
    assert.equal(existsSync(join(at.root, '.sagemaker/jobs/early/state.json')), false);
  });

  it('of an endpoint takes it out of service with exit code 0', async () => {
    const at = project();
    const run = new CommandLine(at.root, ['run', at.model(server())]);
    await run.untilSaid('/invocations');
    run.interrupt();
    assert.equal(await run.ended(), 0, run.stderr);
    assert.match(run.stderr, /Deleting.*\n.*OutOfService\s*$/);
  });

  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    it(`is not the only way: ${signal} does the same`, async () => {
      const at = project();
      const run = new CommandLine(at.root, ['run', at.training(slow)]);
      await run.untilSaid('ready');
      run.child.kill(signal);
      assert.equal(await run.ended(), 3, run.stderr);
    });
  }
});
