import assert from 'node:assert/strict';
import { useProject } from './project';

describe('a training job that is stopped', function () {
  this.timeout(60_000);
  const project = useProject();
  const patient = [
    '#!/usr/bin/env python3',
    'import signal, sys, time',
    'def save(*_):',
    '    open("/opt/ml/model/saved", "w").write("weights"); print("saved", flush=True); sys.exit(0)',
    'signal.signal(signal.SIGTERM, save)',
    'print("ready", flush=True)',
    'time.sleep(100)',
  ].join('\n');
  const deaf =
    '#!/usr/bin/env python3\nimport signal, time\nsignal.signal(signal.SIGTERM, lambda *_: print("deaf", flush=True))\nprint("ready", flush=True)\nwhile True: time.sleep(1)';
  const modelOf = async (job: string) =>
    (await project().state(job)).artifacts.find(({ name }) => name === 'model.tar.gz')?.bytes ?? 0;

  it('T56: gets SIGTERM, saves its model and is Stopped', async () => {
    const at = project();
    const running = at.start(at.training(patient));
    await running.untilLine('ready');
    await running.stop();
    const ran = await running.ended;
    assert.deepEqual(ran.transitions, ['Starting', 'Downloading', 'Training', 'Stopping', 'Uploading', 'Stopped']);
    assert.deepEqual(ran.lines(), ['ready', 'saved']);
    assert.equal(ran.status, 'Stopped');
    assert.equal(ran.describe['TrainingJobStatus'], 'Stopped');
    assert.ok((await modelOf(ran.job)) > 100);
  });

  it('T56: is killed when it is asked a second time', async () => {
    const at = project();
    const running = at.start(at.training(deaf));
    await running.untilLine('ready');
    await running.stop();
    await running.untilLine('deaf');
    const asked = performance.now();
    await running.stop();
    const { status } = await running.ended;
    assert.equal(status, 'Stopped');
    assert.ok(performance.now() - asked < 5_000, 'at once');
  });

  it('T57: is Stopped with MaxRuntimeExceeded when its time is over', async () => {
    const at = project();
    const started = performance.now();
    const ran = await at.run(at.training(patient, { StoppingCondition: { MaxRuntimeInSeconds: 1 } }));
    assert.ok(performance.now() - started < 15_000);
    assert.deepEqual(ran.transitions.slice(-3), ['Stopping', 'Uploading', 'MaxRuntimeExceeded']);
    assert.deepEqual([ran.status, ran.failureReason], ['Stopped', '']);
    assert.equal(ran.describe['SecondaryStatus'], 'MaxRuntimeExceeded');
    assert.ok((await modelOf(ran.job)) > 100);
  });

  it('does nothing more while its image is still built', async () => {
    const at = project();
    const TrainingImage = at.image('train', '#!/bin/sh\n', ['RUN echo building; sleep 30']);
    const running = at.start(at.training('', { AlgorithmSpecification: { TrainingImage } }));
    await running.until((event) => event.kind === 'log' && event.stream === 'build' && event.line.includes('building'));
    const asked = performance.now();
    await running.stop();
    const ran = await running.ended;
    assert.deepEqual(ran.transitions, ['Starting', 'Stopped']);
    assert.ok(performance.now() - asked < 5_000, 'at once');
  });

  it('can not be stopped again after its end', async () => {
    const at = project();
    const { job } = await at.run(at.training('#!/bin/sh\ntrue'));
    await assert.rejects(at.platform.stop(job), { code: 'job.ended', message: /Completed/ });
    await assert.rejects(at.platform.stop('no-such-job'), { code: 'job.unknown' });
  });
});
