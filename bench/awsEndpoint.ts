import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobEvent } from '../src/jobs/jobEvent';
import { createDetachedPlatform } from '../src/local/detachedPlatform';
import { spawnServer } from '../src/local/spawnServer';
import { benchEngine } from './benchEngine';
import { containerStarts } from './containerStarts';
import { interleaved, medianInterval, ratioOf, series, type Benchmark } from './measure';
import { builtProgram } from './repository';

/**
 * One round of both takes about two seconds. The difference is a small part of what the engine itself needs, which varies by more than
 * that: so many rounds say it to a few milliseconds on a quiet machine.
 */
const rounds = 80;
const mostMs = 30;

/**
 * What the local endpoint adds to the start of a job: from the request's send to the start of the container, as the engine tells it,
 * less the same from the call of the platform that the editor and `run --detach` make. Both start the same program for the same job and
 * follow it to its end, in turns; what is judged is the difference within each round, by where its median lies with 95 %.
 */
export const awsEndpoint: Benchmark = {
  name: 'server',
  title:
    'From CreateTrainingJob at the local endpoint to the start of its container, against the same run started directly',
  run: async (bench) => {
    const { image, title, env } = await benchEngine(bench, '#!/bin/sh\nexit 0\n');
    const root = join(bench.folder, 'project');
    mkdirSync(join(root, '.sagemaker'), { recursive: true });
    const cli = { program: builtProgram(), root, environment: () => ({}) };
    const platform = createDetachedPlatform(cli);
    const server = await spawnServer(cli, ['--port', '0', '--engine', 'docker']);
    bench.afterwards(() => server.stop());
    const starts = await containerStarts(env);
    bench.afterwards(() => starts.stop());
    const headers = { 'x-amz-target': 'SageMaker.CreateTrainingJob', 'content-type': 'application/x-amz-json-1.1' };
    await fetch(`${server.url}/bench`, { method: 'PUT' });
    const ours = async (round: number) => {
      const name = `ours-${String(round)}`;
      const body = JSON.stringify(requestOf(name, image));
      const asked = Date.now();
      const answer = await fetch(server.url, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(await answer.text());
      await endOf(platform.follow(name, new AbortController().signal));
      return (await starts.of(name)) - asked;
    };
    const directly = async (round: number) => {
      const name = `direct-${String(round)}`;
      const definition = join(root, `${name}.training-job.json`);
      const { OutputDataConfig: _s3, ...request } = requestOf(name, image);
      writeFileSync(definition, JSON.stringify(request));
      const asked = Date.now();
      await endOf(platform.start({ definition, engine: 'docker' }, new AbortController().signal));
      return (await starts.of(name)) - asked;
    };
    bench.say(`${String(rounds)} rounds`);
    const pair = await interleaved(rounds, ours, directly);
    const added = series(pair.ours.runs.map((run, round) => run - (pair.yardstick.runs[round] ?? 0)));
    const [low, high] = medianInterval(added.runs);
    const facts = {
      engine: title,
      addedMilliseconds: added.median,
      atLeastMilliseconds: low,
      atMostMilliseconds: high,
    };
    bench.say(`adds ${added.median.toFixed(1)} ms, with 95 % between ${low.toFixed(1)} and ${high.toFixed(1)}`);
    const goal = `surely at most ${String(mostMs)} ms more`;
    return [{ name: 'train', goal, met: high <= mostMs, unit: 'ms', ratio: ratioOf(pair), ...pair, facts }];
  },
};

/** @throws Error when the job did not complete */
async function endOf(events: AsyncIterable<JobEvent>): Promise<void> {
  let last = '';
  for await (const event of events) if (event.kind === 'status') last = event.failureReason ?? event.status;
  if (last !== 'Completed') throw new Error(`The job ended as ${last}.`);
}

function requestOf(name: string, image: string) {
  return {
    TrainingJobName: name,
    RoleArn: 'arn:aws:iam::000000000000:role/local',
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
    OutputDataConfig: { S3OutputPath: 's3://bench/out' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
  };
}
