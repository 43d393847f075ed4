import Docker from 'dockerode';
import { labels } from '../../../src/contract/labels';

/** The engine of the environment, without ours in between. */
export const docker = new Docker();

/** Containers, networks and volumes of the jobs of one project, by kind and name; removed when there are any. */
export async function leftOf(root: string, engine = docker): Promise<readonly string[]> {
  const filters = JSON.stringify({ label: [labels.folder] });
  const isOurs = (found: { readonly Labels?: Record<string, string> | null | undefined }) =>
    found.Labels?.[labels.folder]?.startsWith(root) ?? false;
  const containers = (await engine.listContainers({ all: true, filters })).filter(isOurs);
  await Promise.all(containers.map(({ Id }) => engine.getContainer(Id).remove({ force: true, v: true })));
  const networks = (await engine.listNetworks({ filters })).filter(isOurs);
  await Promise.all(networks.map(({ Id }) => engine.getNetwork(Id).remove()));
  const volumes = (await engine.listVolumes({ filters: { label: [labels.folder] } })).Volumes.filter(isOurs);
  await Promise.all(volumes.map(({ Name }) => engine.getVolume(Name).remove({ force: true })));
  return [
    ...containers.map(({ Names, Id }) => `container ${Names[0] ?? Id}`),
    ...networks.map(({ Name }) => `network ${Name}`),
    ...volumes.map(({ Name }) => `volume ${Name}`),
  ];
}

/** Running containers of a project's jobs. */
export async function containersOf(root: string): Promise<readonly Docker.Container[]> {
  const all = await docker.listContainers({ filters: { label: [labels.folder] } });
  return all.filter(({ Labels }) => Labels[labels.folder]?.startsWith(root)).map(({ Id }) => docker.getContainer(Id));
}

/** Remove all images with a label, also those that lost their name to a newer one. */
export async function removeImages(label: string): Promise<void> {
  for (;;) {
    const images = await docker.listImages({ filters: { label: [label] } });
    if (images.length === 0) return;
    // One that others are built on can go after them only.
    const removals = images.map(({ Id }) => docker.getImage(Id).remove({ force: true }));
    const done = await Promise.allSettled(removals);
    const [failed] = done.filter((result) => result.status === 'rejected');
    if (failed && done.length === 1) throw failed.reason;
  }
}
