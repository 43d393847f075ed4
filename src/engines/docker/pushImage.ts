import { AppError, messageOf } from '../../contract/appError';
import { type DockerApi, isRefusal } from './dockerApi';
import { readMessages } from './messages';
import { splitName } from './pullImage';
import { authHeader, type RegistryAuth } from './registryAuth';
import type { ImageReply } from './replies';

/** How far a push is; layers that the registry has already count as sent. Bytes are of the layers as the engine keeps them. */
export interface PushProgress {
  readonly sentBytes: number;
  readonly bytes: number;
  readonly layers: number;
}

/** What to push, and where to. */
export interface Push {
  /** Name or id of an image that the engine has. */
  readonly image: string;
  /** Registry, repository and tag. */
  readonly target: string;
  readonly auth: RegistryAuth;
}

/**
 * Push an image under another name, which the engine has only for the time of it.
 * @throws AppError `image.push` with the registry's reason
 */
export async function pushImage(
  api: DockerApi,
  { image, target, auth }: Push,
  tell: (progress: PushProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const [repo, tag] = splitName(target);
  try {
    await api.json({ method: 'POST', path: `/images/${image}/tag`, query: { repo, tag }, signal });
    const headers = { 'X-Registry-Auth': authHeader(auth) };
    const answer = await api.stream({ method: 'POST', path: `/images/${repo}/push`, query: { tag }, headers, signal });
    const layers = new Map<string, { readonly sent: number; readonly total: number }>();
    for await (const { id, status, progressDetail, error, errorDetail } of readMessages(answer)) {
      if (error !== undefined) throw new Error(errorDetail?.message ?? error);
      if (id === undefined || status === undefined || status.startsWith('The push refers')) continue;
      const before = layers.get(id) ?? { sent: 0, total: 0 };
      const total = Math.max(before.total, progressDetail?.total ?? 0);
      const isSent = /^(Pushed|Layer already exists|Mounted from)/.test(status);
      layers.set(id, { total, sent: isSent ? total : Math.min(total, progressDetail?.current ?? before.sent) });
      tell(sumOf([...layers.values()]));
    }
  } catch (error) {
    if (signal.aborted || (error instanceof AppError && error.code === 'engine.lost')) throw error;
    throw new AppError(
      'image.push',
      `${target} could not be pushed: ${messageOf(error).trim()}`,
      'Look at the reason; what was pushed already is not sent again by the next try.',
      { cause: error },
    );
  } finally {
    await untag(api, target);
  }
}

/** The id of an image by its name: the digest of its configuration, the same for the same content. */
export async function imageId(api: DockerApi, name: string, signal: AbortSignal): Promise<string> {
  return ((await api.json({ path: `/images/${name}/json`, signal })) as ImageReply).Id;
}

function sumOf(layers: readonly { readonly sent: number; readonly total: number }[]): PushProgress {
  return {
    sentBytes: layers.reduce((sum, { sent }) => sum + sent, 0),
    bytes: layers.reduce((sum, { total }) => sum + total, 0),
    layers: layers.length,
  };
}

async function untag(api: DockerApi, target: string): Promise<void> {
  try {
    await api.json({ method: 'DELETE', path: `/images/${target}`, query: { noprune: true } });
  } catch (error) {
    if (!isRefusal(error, 404, 409)) throw error;
  }
}
