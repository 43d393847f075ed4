import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectDocker, thisMachine } from '../src/engines/docker/connectDocker';
import type { BenchRun } from './measure';
import { program } from './program';

/** A Docker engine and an image on it that holds one program. */
export interface BenchEngine {
  /** Name of the image. */
  readonly image: string;
  readonly title: string;
  /** Environment in which the `docker` command talks to the same engine. */
  readonly env: NodeJS.ProcessEnv;
}

/** The one program of an image, and more lines of its Dockerfile. */
export interface ImageContent {
  readonly program?: 'train' | 'serve';
  readonly lines?: readonly string[];
}

/**
 * Build an image whose program (`train` where it isn't said) is the given script, on the engine that a run would take; removed afterwards.
 * @throws Error when no engine answers
 */
export async function benchEngine(bench: BenchRun, text: string, content: ImageContent = {}): Promise<BenchEngine> {
  const { engine, tried } = await connectDocker(thisMachine());
  const address = tried.at(-1)?.address;
  if (!engine || address === undefined) throw new Error('This benchmark needs a Docker engine, and none answers.');
  const env = { ...process.env, DOCKER_HOST: address };
  const context = writeImage(join(bench.folder, 'image'), text, content);
  const image = `sagemaker-containers-bench:latest`;
  bench.afterwards(() => program('docker', ['image', 'rm', '--force', image], { env }));
  bench.say(`building ${image} on ${engine.title}`);
  const spec = { context, dockerfile: 'Dockerfile', tag: image, labels: {} };
  await engine.build(spec, () => undefined, new AbortController().signal);
  return { image, title: engine.title, env };
}

/** An image folder whose program is the given script. @returns its path */
export function writeImage(
  folder: string,
  text: string,
  { program: name = 'train', lines = [] }: ImageContent = {},
): string {
  mkdirSync(folder, { recursive: true });
  const base = process.env['BASE_IMAGE'] ?? 'python:3.11-slim';
  writeFileSync(join(folder, name), text, { mode: 0o755 });
  const all = [`FROM ${base}`, 'ENV PATH="/opt/program:$PATH"', `COPY ${name} /opt/program/`, ...lines];
  writeFileSync(join(folder, 'Dockerfile'), `${all.join('\n')}\n`);
  return folder;
}

/** A training job definition with an image and nothing else. @returns its path */
export function writeTrainingJob(folder: string, image: string): string {
  const file = join(folder, 'bench.training-job.json');
  const request = {
    TrainingJobName: 'bench',
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
  };
  writeFileSync(file, JSON.stringify(request));
  return file;
}
