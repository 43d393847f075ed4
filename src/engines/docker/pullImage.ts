import { AppError, messageOf } from '../../contract/appError';
import type { ImageFacts } from '../engine';
import { type DockerApi, isRefusal } from './dockerApi';
import { type Listener, type ProgressMessage, readMessages } from './messages';
import { authHeader, type DockerConfig, registryAuth, registryOf } from './registryAuth';
import type { ImageReply } from './replies';

/** Facts of an image that the engine has; undefined when it has none of this name. */
export async function inspectImage(api: DockerApi, name: string, signal: AbortSignal): Promise<ImageFacts | undefined> {
  if (!/^[a-z0-9][\w.:@/-]*$/i.test(name) || name.includes('..'))
    throw missing(name, 'this is not the name of an image.');
  try {
    const reply = (await api.json({ path: `/images/${name}/json`, signal })) as ImageReply;
    return {
      name,
      architecture: reply.Architecture ?? '',
      labels: reply.Config?.Labels ?? {},
      entrypoint: reply.Config?.Entrypoint ?? [],
      command: reply.Config?.Cmd ?? [],
      user: reply.Config?.User ?? '',
      environment: reply.Config?.Env ?? [],
      ...(reply.Size !== undefined && { bytes: reply.Size }),
    };
  } catch (error) {
    if (isRefusal(error, 404)) return undefined;
    // 400: not a name that Docker knows at all.
    if (isRefusal(error, 400)) throw missing(name, error.message);
    throw error;
  }
}

/** Fetch an image for linux/amd64 from its registry, with the user's own credentials. */
export async function pullImage(
  api: DockerApi,
  name: string,
  config: DockerConfig,
  { log, signal }: Listener,
): Promise<void> {
  log(`Pulling ${name}`);
  const auth = await registryAuth(config, registryOf(name));
  const [fromImage, tag] = splitName(name);
  try {
    const answer = await api.stream({
      method: 'POST',
      path: '/images/create',
      query: { fromImage, tag, platform: 'linux/amd64' },
      ...(auth && { headers: { 'X-Registry-Auth': authHeader(auth) } }),
      signal,
    });
    const seen = new Set<string>();
    for await (const message of readMessages(answer)) {
      if (message.error !== undefined) throw new Error(message.error);
      const line = pullLine(message);
      // A layer repeats its state with every percent; each state is told once.
      if (line !== undefined && !seen.has(line)) log(line);
      if (line !== undefined) seen.add(line);
    }
  } catch (error) {
    if (signal.aborted || (error instanceof AppError && error.code === 'engine.lost')) throw error;
    throw missing(name, messageOf(error));
  }
}

/** A digest or the tag apart from the name; `latest` where the name has neither, for without a tag all of them would come. */
export function splitName(name: string): readonly [string, string] {
  const [before, digest] = name.split('@');
  if (before !== undefined && digest !== undefined) return [before, digest];
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? [name.slice(0, colon), name.slice(colon + 1)] : [name, 'latest'];
}

function pullLine({ id, status, progressDetail }: ProgressMessage): string | undefined {
  if (!status) return undefined;
  const size =
    status === 'Downloading' && progressDetail?.total ? ` (${(progressDetail.total / 1e6).toFixed(1)} MB)` : '';
  return id ? `${id}: ${status}${size}` : status;
}

function missing(name: string, reason: string): AppError {
  return new AppError(
    'image.missing',
    `The image ${name} is neither on this machine nor could it be pulled: ${reason.trim()}`,
    'Check the name; log in to its registry with "docker login", or use a "file://" reference to a folder with a Dockerfile to build it here.',
  );
}
