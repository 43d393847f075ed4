import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/appError';
import { type DockerApi, isRefusal } from './dockerApi';
import { isBridgeHere, removeNetwork } from './networks';

/** How often, and how many milliseconds apart, it is tried to create what others create or remove at the same moment. */
const attempts = 20;
const pause = 100;

/** One for all jobs whose containers get credentials, since it has the one address that AWS's clients accept. */
export const credentialsNetwork = 'sagemaker-containers-credentials';
/** Where the platform gives credentials out too (T35), here with a port: this machine on the network's bridge. */
export const credentialsHost = '169.254.170.2';

/**
 * Create the network, or find it: no way into the world, none between its containers, only one to this machine.
 * @throws AppError `engine.credentials`
 */
export async function ensureCredentialsNetwork(
  api: DockerApi,
  labels: Readonly<Record<string, string>>,
): Promise<void> {
  const body = {
    ...{ Name: credentialsNetwork, Driver: 'bridge', CheckDuplicate: true, Internal: true, Labels: labels },
    IPAM: { Config: [{ Subnet: '169.254.170.0/24', Gateway: credentialsHost }] },
    Options: { 'com.docker.network.bridge.enable_icc': 'false' },
  };
  const id = await createOrFind(api, body);
  if (isBridgeHere(id)) return;
  await leaveCredentialsNetwork(api);
  throw noWay('it runs in a virtual machine or a namespace of its own');
}

/** Another job may create it, or remove it as the last one there, at the same moment: its address is free or its name known a little later. */
async function createOrFind(api: DockerApi, body: object): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await findNetwork(api);
    if (found !== undefined) return found;
    try {
      await api.json({ method: 'POST', path: '/networks/create', body });
    } catch (error) {
      if (!isRefusal(error, 400, 403, 409, 500)) throw error;
      if (attempt === attempts) throw noWay(`the engine refused a network: ${error.message}`);
      await sleep(pause);
    }
  }
}

async function findNetwork(api: DockerApi): Promise<string | undefined> {
  try {
    return ((await api.json({ path: `/networks/${credentialsNetwork}` })) as { readonly Id: string }).Id;
  } catch (error) {
    if (isRefusal(error, 404)) return undefined;
    throw error;
  }
}

function noWay(why: string): AppError {
  return new AppError(
    'engine.credentials',
    `Containers of this engine can't be given credentials: ${why}.`,
    'Run it with --engine process, or without a profile for containers.',
  );
}

/** Join a container to the network, beside the one that it has. */
export async function joinCredentialsNetwork(
  api: DockerApi,
  container: string,
  labels: Readonly<Record<string, string>>,
): Promise<void> {
  const join = () =>
    api.json({ method: 'POST', path: `/networks/${credentialsNetwork}/connect`, body: { Container: container } });
  try {
    await join();
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
    // Another job that has just ended was the last one there.
    await ensureCredentialsNetwork(api, labels);
    await join();
  }
}

/** Remove the network when nobody is left in it. */
export async function leaveCredentialsNetwork(api: DockerApi): Promise<void> {
  // The engine itself only minds containers that run: one that is about to start would be cut off.
  const query = { all: true, filters: { network: [credentialsNetwork] } };
  const joined = (await api.json({ path: '/containers/json', query })) as readonly unknown[];
  if (joined.length > 0) return;
  try {
    await removeNetwork(api, credentialsNetwork);
  } catch (error) {
    if (!isRefusal(error, 400, 403, 409)) throw error;
  }
}
