import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../contract/appError';
import type { BuildSpec } from '../engine';
import { contextArchive } from './buildContext';
import { readTrace } from './buildkitTrace';
import { BuildLog } from './buildLog';
import { openBuildSession } from './buildSession';
import { type DockerApi, isRefusal, type Query } from './dockerApi';
import { type Listener, readMessages } from './messages';
import { type DockerConfig, allRegistryAuths, authHeader, registryAuth, registryOfHost } from './registryAuth';

/** What of an engine matters for builds; see `DockerFacts`. */
export interface BuildFacts {
  readonly builder: '1' | '2';
  readonly buildNetwork: string;
  readonly buildArguments: Readonly<Record<string, string>>;
  readonly config: DockerConfig;
}

/** The builder's own word that a build has failed. */
class BuildError extends Error {
  override readonly name = 'BuildError';
}

/**
 * Build an image for linux/amd64, with BuildKit where the engine prefers it.
 * @returns the tag
 * @throws AppError `image.build`
 */
export async function buildImage(
  api: DockerApi,
  facts: BuildFacts,
  spec: BuildSpec,
  { log, signal }: Listener,
): Promise<string> {
  if (!existsSync(path.join(spec.context, spec.dockerfile))) {
    throw new AppError(
      'image.build',
      `There is no ${spec.dockerfile} in ${spec.context}.`,
      'Create it, or point the "file://" reference to the folder that has one.',
    );
  }
  const buildLog = new BuildLog(log);
  try {
    if (facts.builder === '2') await buildWithSession(api, facts, spec, { buildLog, signal });
    else await buildClassic(api, facts, spec, { buildLog, signal });
    return spec.tag;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BuildError || isRefusal(error, 400, 404, 500)) throw buildLog.failure(spec, error.message);
    throw error;
  }
}

interface Run {
  readonly buildLog: BuildLog;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

async function buildWithSession(
  api: DockerApi,
  facts: BuildFacts,
  spec: BuildSpec,
  { buildLog, signal }: Run,
): Promise<void> {
  const session = await openBuildSession(api, (host) => registryAuth(facts.config, registryOfHost(host)), signal);
  try {
    await run(api, spec, { ...commonQuery(facts, spec), version: '2', session: session.id }, { buildLog, signal });
  } finally {
    session.close();
  }
}

async function buildClassic(
  api: DockerApi,
  facts: BuildFacts,
  spec: BuildSpec,
  { buildLog, signal }: Run,
): Promise<void> {
  const headers = { 'X-Registry-Config': authHeader(await allRegistryAuths(facts.config)) };
  await run(api, spec, { ...commonQuery(facts, spec), rm: true, forcerm: true }, { buildLog, signal, headers });
}

async function run(
  api: DockerApi,
  spec: BuildSpec,
  query: Query,
  { buildLog, signal, headers = {} }: Run,
): Promise<void> {
  const body = await contextArchive(spec.context, spec.dockerfile);
  const answer = await api.stream({ method: 'POST', path: '/build', query, body, headers, signal });
  try {
    for await (const message of readMessages(answer)) {
      if (message.error !== undefined) throw new BuildError(message.errorDetail?.message ?? message.error);
      if (message.id === 'moby.buildkit.trace' && typeof message.aux === 'string')
        buildLog.trace(readTrace(message.aux));
      else if (message.stream !== undefined) buildLog.classic(message.stream);
      else if (message.status !== undefined && !message.progressDetail?.total) {
        // The classic builder pulls a missing base image itself.
        buildLog.classic(`${message.id ? `${message.id}: ` : ''}${message.status}\n`);
      }
    }
  } catch (error) {
    throw error instanceof BuildError ? error : api.lost(error);
  }
  buildLog.end();
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
