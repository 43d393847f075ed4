import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobEvent } from '../src/jobs/jobEvent';
import type { Platform } from '../src/jobs/platform';
import { createDetachedPlatform } from '../src/local/detachedPlatform';
import { spawnServer } from '../src/local/spawnServer';
import { benchEngine } from './benchEngine';
import { interleaved, type Benchmark } from './measure';
import { repository } from './repository';

const rounds = 10;
const mostMs = 30;

/** What the local endpoint adds to the start of a job. */
export const awsEndpoint: Benchmark = {
  name: 'server',
  title:
    'From CreateTrainingJob at the local endpoint to the start of its container, against the same run started directly',
  run: async (bench) => {
    const { image, title } = await benchEngine(bench, '#!/bin/sh\nexit 0\n');
    const root = join(bench.folder, 'project');
    mkdirSync(join(root, '.sagemaker'), { recursive: true });
    const program = join(repository, 'dist', 'cli.js');
    if (!existsSync(program)) throw new Error('This benchmark needs the program: npm run build');
    const cli = { program, root, environment: () => ({}) };
    const platform = createDetachedPlatform(cli);
    const server = await spawnServer(cli, ['--port', '0', '--engine', 'docker']);
    bench.afterwards(() => server.stop());
    const headers = { 'x-amz-target': 'SageMaker.CreateTrainingJob', 'content-type': 'application/x-amz-json-1.1' };
    await fetch(`${server.url}/bench`, { method: 'PUT' });
    const ours = async (round: number) => {
      const name = `ours-${String(round)}`;
      const asked = Date.now();
      const answer = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify(requestOf(name, image)) });
      if (!answer.ok) throw new Error(await answer.text());
      return (await startOf(platform, platform.follow(name, new AbortController().signal))) - asked;
    };
    const directly = async (round: number) => {
      const definition = join(root, `direct-${String(round)}.training-job.json`);
      const { OutputDataConfig: _s3, ...request } = requestOf(`direct-${String(round)}`, image);
      writeFileSync(definition, JSON.stringify(request));
      const asked = Date.now();
      const events = platform.start({ definition, engine: 'docker' }, new AbortController().signal);
      return (await startOf(platform, events)) - asked;
    };
    const pair = await interleaved(rounds, ours, directly);
    const added = pair.ours.median - pair.yardstick.median;
    const facts = { engine: title, addedMilliseconds: Math.round(added) };
    return [
      { name: 'train', goal: `at most ${String(mostMs)} ms more`, met: added <= mostMs, unit: 'ms', ...pair, facts },
    ];
  },
};

/** When the container of a job was started, once the job has ended: milliseconds since the Unix epoch. */
async function startOf(platform: Platform, events: AsyncIterable<JobEvent>): Promise<number> {
  let job = '';
  for await (const event of events) ({ job } = event);
  const state = (await platform.list()).find(({ name }) => name === job);
  const start = state?.transitions.find(({ status }) => status === 'Training')?.startedAt;
  if (start === undefined) throw new Error(`${job} did not run: ${state?.failureReason ?? 'no reason'}`);
  return start;
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
