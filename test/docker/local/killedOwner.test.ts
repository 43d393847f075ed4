import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine, commandLine } from './commandLine';
import { containersOf } from './dockerState';
import { named, pipeline, post } from './pipelineLab';
import { server } from './programs';
import { useProject, type Project } from './project';

/** Writes a line every 20 ms, half of them before the owner is killed, and a model at the end. */
const steady = [
  '#!/usr/bin/env python3',
  'import time',
  'for i in range(150): print("line", i, flush=True); time.sleep(0.02)',
  'open("/opt/ml/model/weights", "w").write("42")',
].join('\n');
const expected = Array.from({ length: 150 }, (_, index) => `line ${index}`);

/** Start a definition and kill the process that runs it. */
async function runAndKill(at: Project, definition: string, said: string): Promise<void> {
  const owner = new CommandLine(at.root, ['run', definition]);
  await owner.untilSaid(said);
  await owner.kill();
}

describe('a job whose process was killed', function () {
  this.timeout(90_000);
  const project = useProject();

  const assertComplete = async (at: Project, job: string) => {
    const state = await at.state(job);
    assert.equal(state.status, 'Completed');
    assert.equal(state.orphaned, undefined);
    assert.deepEqual(at.read(`.sagemaker/jobs/${job}/logs/algo-1.log`).trimEnd().split('\n'), expected);
    assert.ok((state.artifacts.find(({ name }) => name === 'model.tar.gz')?.bytes ?? 0) > 60, 'the model is in it');
  };

  it("is listed as nobody's, and resume runs it to its end with its whole log", async () => {
    const at = project();
    await runAndKill(at, at.training(steady, { TrainingJobName: 'resumed' }), 'line 20\n');
    const { stdout } = await commandLine(at.root, ['jobs']);
    assert.match(stdout, /^resumed +training +InProgress \(nobody runs it\)/m);
    const doctor = await commandLine(at.root, ['doctor']);
    assert.match(doctor.stdout, /problem +Jobs +Without the process that ran them: resumed\./);
    const resumed = await commandLine(at.root, ['resume', 'resumed']);
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.match(resumed.stderr, /Completed/);
    assert.match(at.read('.sagemaker/jobs/resumed/logs/platform.log'), /^Running on .*\nTaken over /);
    await assertComplete(at, 'resumed');
  });

  it('is taken over by logs -f, after its program has ended too', async () => {
    const at = project();
    await runAndKill(at, at.training(steady, { TrainingJobName: 'followed' }), 'line 20\n');
    const waited = async () => (await containersOf(at.root)).length;
    for (let count = await waited(); count > 0; count = await waited());
    const { code, stdout, stderr } = await commandLine(at.root, ['logs', '-f', 'followed']);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /is gone; taking it over/);
    assert.deepEqual(stdout.trimEnd().split('\n'), expected);
    await assertComplete(at, 'followed');
  });

  it('can be stopped by somebody else', async () => {
    const at = project();
    const deaf = '#!/bin/sh\ntrap "echo bye; exit 0" TERM; echo ready; while true; do sleep 0.1; done';
    await runAndKill(at, at.training(deaf, { TrainingJobName: 'stopped' }), 'ready\n');
    const { code, stderr } = await commandLine(at.root, ['stop', 'stopped']);
    assert.equal(code, 0, stderr);
    assert.equal((await at.state('stopped')).status, 'Stopped');
    assert.equal(at.read('.sagemaker/jobs/stopped/logs/algo-1.log'), 'ready\nbye\n');
  });

  it('is not resumed while its process lives, and can not be followed without one', async () => {
    const at = project();
    const running = at.start(at.training(steady, { TrainingJobName: 'owned' }));
    await running.untilStatus('Training');
    const { code, stderr } = await commandLine(at.root, ['resume', 'owned']);
    assert.equal(code, 1);
    assert.match(stderr, /owned has ended or is being run by another process/);
    await running.ended;
  });

  it('is cleaned away: container gone, job Failed, log kept', async () => {
    const at = project();
    await runAndKill(at, at.training(steady, { TrainingJobName: 'cleaned' }), 'line 5\n');
    const { code, stdout, stderr } = await commandLine(at.root, ['clean']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^container .* of cleaned$/m);
    assert.match(stdout, /^cleaned: marked as failed$/m);
    await at.assertNothingLeft();
    const state = await at.state('cleaned');
    assert.equal(state.status, 'Failed');
    assert.match(state.failureReason ?? '', /^InternalServerError: The process that ran this job ended/);
    assert.match(at.read('.sagemaker/jobs/cleaned/logs/algo-1.log'), /^line 0\n/);
    assert.match(at.read('.sagemaker/jobs/cleaned/job.json'), /"TrainingJobStatus": "Failed"/);
    const second = await commandLine(at.root, ['clean']);
    assert.equal(second.stdout, '');
    assert.match(second.stderr, /Nothing was left behind/);
  });

  it('is Failed when it is resumed after its container was removed', async () => {
    const at = project();
    await runAndKill(at, at.training(steady, { TrainingJobName: 'gone' }), 'line 5\n');
    for (const container of await containersOf(at.root)) await container.remove({ force: true, v: true });
    const { code, stderr } = await commandLine(at.root, ['resume', 'gone']);
    assert.equal(code, 1);
    assert.match(stderr, /its container is gone/);
    assert.equal((await at.state('gone')).status, 'Failed');
  });

  it('is Failed when it is resumed after its process was killed during the build', async () => {
    const at = project();
    const TrainingImage = at.image('train', '#!/bin/sh\n', ['RUN echo building; sleep 3']);
    const definition = at.training('', { AlgorithmSpecification: { TrainingImage }, TrainingJobName: 'unbuilt' });
    await runAndKill(at, definition, 'building');
    const { code } = await commandLine(at.root, ['resume', 'unbuilt']);
    assert.equal(code, 1);
    assert.equal((await at.state('unbuilt')).status, 'Failed');
  });

  it('lets clean --ended remove everything that was kept', async () => {
    const at = project();
    const { code, stderr } = await commandLine(at.root, ['clean', '--ended']);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await at.platform.list(), []);
    assert.ok(!existsSync(join(at.root, '.sagemaker/jobs/cleaned')));
  });
});

describe('a pipeline whose process was killed', function () {
  this.timeout(90_000);
  const project = useProject();

  it('answers again with all its containers once it is resumed', async () => {
    const at = project();
    const owner = new CommandLine(at.root, ['run', pipeline(at, named('first', 'second'))]);
    await owner.untilSaid('/invocations');
    const url = /POST (\S+)/.exec(owner.stderr)?.[1] ?? '';
    assert.equal((await post(url, 'a')).text, 'second(first(a))');
    await owner.kill();
    const heir = new CommandLine(at.root, ['resume', 'pipe']);
    await heir.untilSaid('/invocations');
    assert.equal((await post(url, 'b')).text, 'second(first(b))');
    heir.interrupt();
    assert.equal(await heir.ended(), 0, heir.stderr);
    const asked = 'POST text/plain | */* | None | 8';
    const log = ['port 8150 8151-8199', asked, asked, 'got SIGTERM', ''];
    assert.equal(at.read('.sagemaker/jobs/pipe/logs/second.log'), log.join('\n'));
  });

  it('is Failed when a container is gone by then, and leaves no other and no network', async () => {
    const at = project();
    const owner = new CommandLine(at.root, ['run', pipeline(at, named('first', 'second'))]);
    await owner.untilSaid('/invocations');
    await owner.kill();
    const [one] = await containersOf(at.root);
    await one?.remove({ force: true });
    const { code, stderr } = await commandLine(at.root, ['resume', (await at.platform.list())[0]?.name ?? '']);
    assert.equal(code, 1);
    assert.match(stderr, /its container is gone/);
  });
});

describe('an endpoint whose process was killed', function () {
  this.timeout(90_000);
  const project = useProject();

  it('answers on the same port once it is resumed, and is stopped with Ctrl-C', async () => {
    const at = project();
    const owner = new CommandLine(at.root, ['run', at.model(server())]);
    await owner.untilSaid('/invocations');
    const url = /POST (\S+)/.exec(owner.stderr)?.[1] ?? '';
    await owner.kill();
    await assert.rejects(fetch(url, { method: 'POST', body: 'a' }));
    const heir = new CommandLine(at.root, ['resume', 'car']);
    await heir.untilSaid('/invocations');
    assert.ok(heir.stderr.includes(url), heir.stderr);
    assert.equal(await (await fetch(url, { method: 'POST', body: 'a' })).text(), 'echo a');
    heir.interrupt();
    assert.equal(await heir.ended(), 0, heir.stderr);
    assert.equal((await at.state('car')).status, 'OutOfService');
  });
});
