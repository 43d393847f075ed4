import { labels } from '../../contract/labels';
import type { Leftover } from '../engine';
import { type DockerApi, isRefusal } from './dockerApi';
import { credentialsNetwork, leaveCredentialsNetwork } from './credentialsNetwork';
import { removeContainer } from './dockerContainer';
import { removeNetwork } from './networks';
import type { ListedReply, VolumesReply } from './replies';

/** Everything on an engine that carries our labels, containers first, so that removing in this order meets nothing in use. */
export async function findLeftovers(api: DockerApi): Promise<readonly Leftover[]> {
  const filters = { label: [labels.job] };
  const [containers, networks, volumes] = (await Promise.all([
    api.json({ path: '/containers/json', query: { all: true, filters } }),
    api.json({ path: '/networks', query: { filters } }),
    api.json({ path: '/volumes', query: { filters } }),
  ])) as [readonly ListedReply[], readonly ListedReply[], VolumesReply];
  const runningJobs = new Set(containers.filter(isRunning).map(({ Labels }) => Labels?.[labels.job]));
  const leftover = (
    kind: Leftover['kind'],
    id: string,
    own: ListedReply['Labels'],
    remove: () => Promise<void>,
  ): Leftover => {
    const job = own?.[labels.job] ?? '';
    return { kind, id, job, folder: own?.[labels.folder] ?? '', running: runningJobs.has(job), remove };
  };
  return [
    ...containers.map((one) => ({
      ...leftover('container', one.Id, one.Labels, () => removeContainer(api, one.Id)),
      running: isRunning(one),
    })),
    ...networks.map(({ Id, Labels, Name }) =>
      leftover('network', Id, Labels, () =>
        Name === credentialsNetwork ? leaveCredentialsNetwork(api) : removeNetwork(api, Id),
      ),
    ),
    ...(volumes.Volumes ?? []).map(({ Name, Labels }) =>
      leftover('volume', Name, Labels, () => removeVolume(api, Name)),
    ),
  ];
}

function isRunning({ State }: ListedReply): boolean {
  return State === 'running' || State === 'paused' || State === 'restarting';
}

async function removeVolume(api: DockerApi, name: string): Promise<void> {
  try {
    await api.json({ method: 'DELETE', path: `/volumes/${encodeURIComponent(name)}`, query: { force: true } });
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
  }
}
