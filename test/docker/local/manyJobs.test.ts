import assert from 'node:assert/strict';
import { leftOf } from './dockerState';
import { server } from './programs';
import { useProject } from './project';

/** Says who it is, many times, and leaves it as its model. */
const who = [
  '#!/usr/bin/env python3',
  'import json, os, time',
  'own = json.load(open("/opt/ml/input/config/hyperparameters.json"))["who"]',
  'for i in range(50): print(own, os.environ["TRAINING_JOB_NAME"], i, flush=True); time.sleep(0.01)',
  'open("/opt/ml/model/" + own, "w").write(own)',
].join('\n');

describe('twenty jobs at once', function () {
  this.timeout(300_000);
  const project = useProject();

  it('mix nothing up and leave nothing', async () => {
    const at = project();
    const TrainingImage = at.image('train', who);
    const Image = at.image('serve', server());
    const names = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind}-${index + 1}`);
    const trainings = names('train', 14).map((name) => ({
      name,
      file: at.training(
        '',
        { TrainingJobName: name, AlgorithmSpecification: { TrainingImage }, HyperParameters: { who: name } },
        name,
      ),
    }));
    const models = names('serve', 6).map((name) => ({
      name,
      file: at.write(`${name}.model.json`, JSON.stringify({ ModelName: name, PrimaryContainer: { Image } })),
    }));

    const serving = models.map(({ file }) => at.start(file));
    const training = trainings.map(({ file }) => at.run(file));
    const urls = await Promise.all(serving.map((one) => one.untilInService()));
    assert.equal(new Set(urls.map((url) => new URL(url).port)).size, models.length, 'each on its own port');
    const answers = urls.map(async (url, index) => (await fetch(url, { method: 'POST', body: `to ${index}` })).text());
    assert.deepEqual(
      await Promise.all(answers),
      models.map((_, index) => `echo to ${index}`),
    );
    for (const [index, { status, job, lines }] of (await Promise.all(training)).entries()) {
      const name = trainings[index]?.name ?? '';
      assert.deepEqual([status, job], ['Completed', name], lines().join('\n'));
      assert.deepEqual(
        lines(),
        Array.from({ length: 50 }, (_, line) => `${name} ${name} ${line}`),
      );
      assert.equal(at.read(`.sagemaker/jobs/${name}/logs/algo-1.log`), `${lines().join('\n')}\n`);
    }

    const listed = (await at.platform.list()).map(({ name }) => name).sort();
    assert.deepEqual(listed, [...trainings, ...models].map(({ name }) => name).sort());
    await Promise.all(serving.map((one) => one.stop()));
    for (const one of serving) assert.equal((await one.ended).status, 'OutOfService');
    assert.deepEqual(await leftOf(at.root), []);
  });

  it('have names of their own when they are runs of one definition', async () => {
    const at = project();
    const training = at.training('#!/bin/sh\necho $TRAINING_JOB_NAME');
    const ran = await Promise.all(Array.from({ length: 5 }, () => at.run(training)));
    assert.equal(new Set(ran.map(({ job }) => job)).size, 5);
    for (const { status, job, lines, failureReason } of ran)
      assert.deepEqual([status, lines()], ['Completed', [job]], failureReason);
  });
});
