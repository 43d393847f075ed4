import { createSocket, type Socket } from 'node:dgram';
import { createServer } from 'node:net';

/** A port that nobody else who starts programs this way is given. `release` it when the program has gone. */
export interface ClaimedPort {
  readonly port: number;
  release(): void;
}

/** Free ports that are tried before the wanted one is given out as it is. */
const mostTries = 20;

/** `wanted` when nobody has it on this machine, else a free one. */
export async function claimPort(wanted: number): Promise<ClaimedPort> {
  const own = await claim(wanted);
  if (own) return own;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const free = await tryListen(0);
    const claimed = free === undefined ? undefined : await claim(free);
    if (claimed) return claimed;
  }
  return { port: wanted, release: () => undefined };
}

/** Undefined where somebody has the port, or is about to let a program listen there. */
async function claim(port: number): Promise<ClaimedPort | undefined> {
  const mark = await markOf(port);
  if (!mark) return undefined;
  // The wildcard address and loopback may be taken apart; a program may want either.
  const isFree = (await tryListen(port)) !== undefined && (await tryListen(port, '127.0.0.1')) !== undefined;
  if (isFree) return { port, release: () => mark.close() };
  mark.close();
  return undefined;
}

/**
 * The same number of UDP, bound for as long as the port is claimed. Between our look at a port and the program's own bind, another terminal or
 * window may look too; then one of both programs ends, and its callers hear the other one. Bound sockets go with their process, unlike files.
 */
function markOf(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => resolve(undefined));
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      // It waits for nothing, and nobody is meant to write to it.
      socket.unref();
      resolve(socket);
    });
  });
}

function tryListen(port: number, host?: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, exclusive: true, ...(host !== undefined && { host }) }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
