import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobEvent, MetricEvent } from '../../../src/jobs/jobEvent';
import { CommandLine, commandLine } from './commandLine';
import { useProject, type Project } from './project';

const MetricDefinitions = [
  { Name: 'loss', Regex: 'loss=([0-9.]+)' },
  { Name: 'rank', Regex: 'rank=([0-9]+)' },
];
const instances = (InstanceCount: number) =>
  ({ InstanceType: 'ml.m5.large', InstanceCount, VolumeSizeInGB: 1 }) as const;

/** Says a loss every 20 ms, on both streams in turn. */
const steady = [
  '#!/usr/bin/env python3',
  'import sys, time',
  'for i in range(150):',
  '    print(f"step {i} loss={150 - i}", flush=True, file=(sys.stdout, sys.stderr)[i % 2]); time.sleep(0.02)',
].join('\n');

async function metricsOf(events: AsyncIterable<JobEvent>): Promise<readonly MetricEvent[]> {
  const found: MetricEvent[] = [];
  for await (const event of events) if (event.kind === 'metric') found.push(event);
  return found;
}

const follow = (at: Project, job: string) => metricsOf(at.platform.follow(job, new AbortController().signal));

describe('the history of metrics', function () {
  this.timeout(90_000);
  const project = useProject();

  it('T64: has every value of both streams once, with its time, for the owner, a follower and a late comer', async () => {
    const at = project();
    const running = at.start(at.training(steady, { AlgorithmSpecification: { MetricDefinitions } }, 'whole'));
    await running.untilStatus('Training');
    const followed = follow(at, 'whole');
    const { events } = await running.ended;
    const told = events.filter((event) => event.kind === 'metric');
    assert.deepEqual(
      told.map(({ value }) => value).sort((a, b) => b - a),
      Array.from({ length: 150 }, (_, i) => 150 - i),
    );
    assert.ok((told.at(-1)?.at ?? 0) - (told[0]?.at ?? 0) > 1_000, 'times are those of the values');
    assert.deepEqual(await followed, told);
    assert.deepEqual(await follow(at, 'whole'), told);
    assert.deepEqual(
      await at.platform.metrics('whole'),
      told.map(({ name, value, at: time }) => ({ at: time, name, value, host: 'algo-1' })),
    );
    const describe = (await at.platform.describe('whole')) as { FinalMetricDataList: { Value: number }[] };
    assert.deepEqual(
      describe.FinalMetricDataList.map(({ Value }) => Value),
      [told.at(-1)?.value],
    );
  });

  it('T64: says which instance said it', async () => {
    const at = project();
    const rank = '#!/bin/sh\necho rank=7';
    const definition = at.training(
      rank,
      { AlgorithmSpecification: { MetricDefinitions }, ResourceConfig: instances(2) },
      'two',
    );
    assert.equal((await at.run(definition)).status, 'Completed');
    const samples = await at.platform.metrics('two');
    assert.deepEqual(samples.map(({ host, value }) => `${host ?? ''} ${value}`).sort(), ['algo-1 7', 'algo-2 7']);
  });

  it('has nothing twice and no time anew after another process took the job over', async () => {
    const at = project();
    const definition = at.training(steady, { AlgorithmSpecification: { MetricDefinitions } }, 'adopted');
    const owner = new CommandLine(at.root, ['run', definition]);
    await owner.untilSaid('step 60 ');
    await owner.kill();
    const before = await at.platform.metrics('adopted');
    assert.ok(before.length > 30 && before.length < 100, `${before.length} before`);
    // As if it had been killed within a line.
    appendFileSync(join(at.root, '.sagemaker/jobs/adopted/metrics.jsonl'), '{"at":1,"name":"lo');
    const { code, stderr } = await commandLine(at.root, ['resume', 'adopted']);
    assert.equal(code, 0, stderr);
    const after = await at.platform.metrics('adopted');
    assert.deepEqual(after.slice(0, before.length), before);
    assert.deepEqual(
      after.map(({ value }) => value).sort((a, b) => b - a),
      Array.from({ length: 150 }, (_, i) => 150 - i),
    );
    assert.equal((await follow(at, 'adopted')).length, 150);
  });
});
