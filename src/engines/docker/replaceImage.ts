import { type DockerApi, isRefusal } from './dockerApi';
import type { ImageReply } from './replies';

/**
 * Build an image and let go of the one that had its tag before, so that rebuilding does not fill the disk with untagged images.
 * One that is still used, or has another name, stays.
 */
export async function replaceImage(api: DockerApi, tag: string, build: () => Promise<string>): Promise<string> {
  const before = await inspect(api, tag);
  const built = await build();
  if (!before || before.Id === (await inspect(api, tag))?.Id) return built;
  // An image that has one name left goes with that name, so look first.
  if ((await inspect(api, before.Id))?.RepoTags?.length !== 0) return built;
  try {
    // Its layers stay where they are the cache of the next build.
    await api.json({ method: 'DELETE', path: `/images/${before.Id}`, query: { noprune: true } });
  } catch (error) {
    if (!isRefusal(error, 404, 409)) throw error;
  }
  return built;
}

async function inspect(api: DockerApi, name: string): Promise<ImageReply | undefined> {
  try {
    return (await api.json({ path: `/images/${name}/json` })) as ImageReply;
  } catch (error) {
    if (isRefusal(error, 404)) return undefined;
    throw error;
  }
}
