import assert from 'node:assert/strict';
import { server } from './programs';
import { post } from './pipelineLab';
import { useProject } from './project';

describe('twenty at once', function () {
  this.timeout(300_000);
  const project = useProject();

  it("ten endpoints and ten training jobs do not get in each other's way", async () => {
    const at = project();
    const model = at.model(server());
    const training = at.training('#!/bin/sh\necho $TRAINING_JOB_NAME > /opt/ml/model/name; echo $TRAINING_JOB_NAME');
    const ten = Array.from({ length: 10 });
    const endpoints = ten.map(() => at.start(model));
    const jobs = ten.map(() => at.start(training));
    const urls = await Promise.all(endpoints.map((one) => one.untilInService()));
    assert.equal(new Set(urls).size, 10);
    const answers = await Promise.all(urls.map((url, index) => post(url, `from ${index}`)));
    assert.deepEqual(
      answers.map(({ text }) => text),
      ten.map((_, index) => `echo from ${index}`),
    );
    for (const ran of await Promise.all(jobs.map(({ ended }) => ended))) {
      assert.deepEqual([ran.status, ran.lines()], ['Completed', [ran.job]]);
    }
    await Promise.all(endpoints.map((one) => one.stop()));
    const ended = await Promise.all(endpoints.map((one) => one.ended));
    assert.deepEqual(
      ended.map(({ status }) => status),
      ten.map(() => 'OutOfService'),
    );
  });
});
