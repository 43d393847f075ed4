import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineChoice } from '../src/jobs/platform';
import { chooseEngine } from '../src/local/engineChoice';
import { createLocalPlatform } from '../src/local/localPlatform';
import { benchEngine, writeImage, writeTrainingJob } from './benchEngine';
import { interleaved, ratioOf, series, timed, type BenchRun, type Benchmark, type Measure } from './measure';
import { program } from './program';

const rounds = 10;
const noOp = '#!/bin/sh\nexit 0\n';
const mostTimes = 1.2;
const mostMilliseconds = 100;

/** What a run costs beyond its container: a `train` that does nothing, with everything around it. */
export const overhead: Benchmark = {
  name: 'overhead',
  title: 'A training job that does nothing, artifacts included, against a bare container',
  run: async (bench) => [await onDocker(bench), await asProcess(bench)],
};

async function onDocker(bench: BenchRun): Promise<Measure> {
  const { image, title, env } = await benchEngine(bench, noOp);
  const project = join(bench.folder, 'docker');
  mkdirSync(project);
  const definition = writeTrainingJob(project, image);
  const pair = await interleaved(
    rounds,
    () => timed(() => train(project, definition, 'docker')),
    () => timed(() => program('docker', ['run', '--rm', image, 'train'], { env })),
  );
  const ratio = ratioOf(pair);
  const goal = `at most ${mostTimes} x "docker run --rm IMAGE train"`;
  return { name: 'docker', goal, met: ratio <= mostTimes, unit: 'ms', ratio, ...pair, facts: { engine: title } };
}

async function asProcess(bench: BenchRun): Promise<Measure> {
  const project = join(bench.folder, 'process');
  writeImage(join(project, 'image'), noOp);
  const definition = writeTrainingJob(project, 'file://image');
  const runs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const milliseconds = await timed(() => train(project, definition, 'process'));
    if (round > 0) runs.push(milliseconds);
  }
  const ours = series(runs);
  const goal = `at most ${mostMilliseconds} ms`;
  return { name: 'process', goal, met: ours.median <= mostMilliseconds, unit: 'ms', ours };
}

/** One job from its definition file to its last event. @throws Error when it doesn't complete with a model artifact */
async function train(root: string, definition: string, choice: EngineChoice): Promise<void> {
  const engine = (asked: EngineChoice) => chooseEngine(asked, root);
  const platform = createLocalPlatform({ root, region: 'us-east-1', engine, doctor: () => Promise.resolve([]) });
  let status = '';
  let failure = '';
  let archived = false;
  for await (const event of platform.start({ definition, engine: choice }, new AbortController().signal)) {
    if (event.kind === 'status') ({ status, failureReason: failure = '' } = event);
    if (event.kind === 'artifact') archived ||= event.name === 'model.tar.gz';
  }
  if (status !== 'Completed' || !archived)
    throw new Error(`The job ended as ${status}, artifact: ${archived}. ${failure}`);
}
