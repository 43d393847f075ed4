import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeptSeen } from '../../check/servingSeen';
import { pingTimeoutMs } from '../../contract/hosting';
import type { Address } from '../hosting/healthCheck';
import type { SampleRequest } from './sampleRequests';
import { call, invoke } from './serverCall';

/** Milliseconds in which what does not belong to an answer comes behind it. */
const strayMs = 150;

/** Send a request that is understood, and then a health check, over one connection as long as the server keeps it. */
export async function keepConnection(address: Address, sample: SampleRequest, timeoutMs: number): Promise<KeptSeen> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const answer = await invoke(address, sample, { timeoutMs, agent });
    // Only a connection that is kept is among those that are free.
    const [socket] = Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []);
    const strayBytes = socket ? await bytesBehind(socket) : 0;
    const ping = await call(address, { method: 'GET', path: '/ping', timeoutMs: pingTimeoutMs, agent });
    return { answer, ping, strayBytes };
  } finally {
    agent.destroy();
  }
}

async function bytesBehind(socket: Socket): Promise<number> {
  const before = socket.bytesRead;
  await sleep(strayMs);
  return socket.bytesRead - before;
}
