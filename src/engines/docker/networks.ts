import { existsSync, readFileSync } from 'node:fs';
import { type DockerApi, isRefusal } from './dockerApi';

/** The interfaces of the network namespace that this process lives in. */
const interfaces = '/proc/net/dev';

export interface NetworkRequest {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /**
   * `open`: as any container. `closed`: no traffic but among its containers and with this machine. `closed-published`: as closed
   * as an engine allows that can reach its containers through published ports alone: no way back into it from outside.
   */
  readonly access: 'open' | 'closed' | 'closed-published';
}

/**
 * Create a bridge network; gives its id. A stale one of the same name is replaced when nothing uses it. It can't be cut off: the
 * engine would go on creating it.
 */
export async function createBridge(api: DockerApi, request: NetworkRequest): Promise<string> {
  const body = {
    Name: request.name,
    Driver: 'bridge',
    CheckDuplicate: true,
    Internal: request.access === 'closed',
    Labels: request.labels,
    ...(request.access === 'closed-published' && {
      Options: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' },
    }),
  };
  const create = async (): Promise<string> => {
    const reply = (await api.json({ method: 'POST', path: '/networks/create', body })) as {
      readonly Id: string;
    };
    return reply.Id;
  };
  try {
    return await create();
  } catch (error) {
    if (!isRefusal(error, 409)) throw error;
    await removeNetwork(api, request.name);
    return create();
  }
}

/**
 * Whether containers of a bridge network can be reached by their addresses from this process: only where its bridge is an
 * interface of this very machine, not of a virtual machine or of another network namespace (Docker Desktop, rootless engines).
 */
export function isBridgeHere(networkId: string): boolean {
  // Not /sys/class/net, which may show the interfaces of another namespace.
  return existsSync(interfaces) && readFileSync(interfaces, 'utf8').includes(`br-${networkId.slice(0, 12)}:`);
}

/** Remove a network; fine when it is gone. */
export async function removeNetwork(api: DockerApi, name: string): Promise<void> {
  try {
    await api.json({ method: 'DELETE', path: `/networks/${encodeURIComponent(name)}` });
  } catch (error) {
    if (!isRefusal(error, 404)) throw error;
  }
}
