import type { ImageOrigin } from '../engine';
import { ApiError, type DockerApi, isRefusal } from './dockerApi';
import { authHeader, type DockerConfig, registryAuth, registryOf } from './registryAuth';
import type { ImageReply } from './replies';

/** How an image that the engine has came about; its registry is only asked for one that was there. */
export async function imageOrigin(
  api: DockerApi,
  name: string,
  config: DockerConfig,
  signal: AbortSignal,
): Promise<ImageOrigin | undefined> {
  try {
    const layers = (await api.json({ path: `/images/${name}/history`, signal })) as readonly {
      readonly CreatedBy?: string;
    }[];
    const history = layers.map(({ CreatedBy }) => CreatedBy ?? '').reverse();
    const manifest = await manifestType(api, name, config, signal);
    return { history, ...(manifest !== undefined && { manifest }) };
  } catch (error) {
    if (isRefusal(error, 404)) return undefined;
    throw error;
  }
}

async function manifestType(
  api: DockerApi,
  name: string,
  config: DockerConfig,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { RepoDigests = [] } = (await api.json({ path: `/images/${name}/json`, signal })) as ImageReply;
  // One image may be known by several manifests; the one that counts is what the name stands for.
  const isNamed = RepoDigests?.some((one) => repositoryOf(one) === repositoryOf(name)) ?? false;
  const stored = isNamed ? name : RepoDigests?.[0];
  if (stored === undefined) return undefined;
  try {
    const auth = await registryAuth(config, registryOf(stored));
    const reply = (await api.json({
      path: `/distribution/${stored}/json`,
      ...(auth && { headers: { 'X-Registry-Auth': authHeader(auth) } }),
      signal,
    })) as { readonly Descriptor?: { readonly mediaType?: string } };
    return reply.Descriptor?.mediaType;
  } catch (error) {
    // A registry that is out of reach, or wants other credentials: then nothing is known of it.
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

/** A reference without its tag and digest. */
function repositoryOf(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
