import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../contract/appError';
import type { BuildSpec } from '../engine';
import { contextArchive } from './buildContext';
import { type DockerApi, isRefusal, type Query } from './dockerApi';
import { type Listener, LineSplitter, readMessages } from './messages';

/** What of an engine matters for builds; see `DockerFacts`. */
export interface BuildFacts {
  readonly builder: '1' | '2';
  readonly buildNetwork: string;
  readonly buildArguments: Readonly<Record<string, string>>;
}

/** How many of a failing build's last lines go into its error. */
const keptLines = 12;

/**
 * Build an image for linux/amd64, with BuildKit where the engine prefers it.
 * @returns the tag
 * @throws AppError `image.build`
 */
export async function buildImage(
  api: DockerApi,
  facts: BuildFacts,
  spec: BuildSpec,
  listener: Listener,
): Promise<string> {
  if (!existsSync(path.join(spec.context, spec.dockerfile))) {
    throw new AppError(
      'image.build',
      `There is no ${spec.dockerfile} in ${spec.context}.`,
      'Create it, or point the "file://" reference to the folder that has one.',
    );
  }
  const tail = new BuildTail(listener.log);
  try {
    await classicBuild(api, facts, spec, { log: (line) => tail.add(line), signal: listener.signal });
    return spec.tag;
  } catch (error) {
    listener.signal.throwIfAborted();
    if (error instanceof BuildError || isRefusal(error, 400, 404, 500)) throw tail.failure(spec, error.message);
    throw error;
  }
}

/** The builder's own word that a build has failed. */
class BuildError extends Error {
  override readonly name = 'BuildError';
}

/** Passes lines on and remembers the step and the lines before a failure. */
class BuildTail {
  private step = '';
  private lines: string[] = [];

  constructor(private readonly log: (line: string) => void) {}

  add(line: string): void {
    if (/^Step \d+\/\d+ : /.test(line)) {
      this.step = line;
      this.lines = [];
    } else {
      this.lines = [...this.lines, line].slice(-keptLines);
    }
    this.log(line);
  }

  failure(spec: BuildSpec, reason: string): AppError {
    const where = this.step ? ` at "${this.step}"` : '';
    const last = this.lines.filter((line) => line.trim() !== '').join('\n');
    return new AppError(
      'image.build',
      `Building ${spec.dockerfile} of ${spec.context} failed${where}: ${reason.trim()}${last && `\n${last}`}`,
      'Correct that step of the Dockerfile and run again; the whole output is in the build log.',
    );
  }
}

async function classicBuild(
  api: DockerApi,
  facts: BuildFacts,
  spec: BuildSpec,
  { log, signal }: Listener,
): Promise<void> {
  const answer = await api.stream({
    method: 'POST',
    path: '/build',
    query: { ...commonQuery(facts, spec), rm: true, forcerm: true },
    body: await contextArchive(spec.context, spec.dockerfile),
    signal,
  });
  const lines = new LineSplitter(log);
  for await (const message of readMessages(answer)) {
    if (message.error !== undefined) throw new BuildError(message.errorDetail?.message ?? message.error);
    if (message.stream !== undefined) lines.push(message.stream);
    else if (message.status !== undefined && !message.progressDetail?.total)
      lines.push(`${message.id ? `${message.id}: ` : ''}${message.status}\n`);
  }
  lines.end();
}

function commonQuery(facts: BuildFacts, spec: BuildSpec): Query {
  return {
    t: spec.tag,
    dockerfile: spec.dockerfile.replaceAll('\\', '/'),
    platform: 'linux/amd64',
    labels: spec.labels,
    buildargs: facts.buildArguments,
    networkmode: facts.buildNetwork,
  };
}
