import { createServer } from 'node:net';

/** Ports that were given out here and may not be bound yet. */
const given = new Set<number>();

/** `wanted` when nobody has it on this machine, else a free one. `release` it when it is no longer needed. */
export async function claimPort(wanted: number): Promise<{ readonly port: number; release(): void }> {
  const port = given.has(wanted) ? undefined : await tryListen(wanted);
  // The wildcard address and loopback may be taken apart; a program may want either.
  const both = port === undefined ? undefined : await tryListen(wanted, '127.0.0.1');
  const chosen = both ?? (await tryListen(0)) ?? wanted;
  given.add(chosen);
  return { port: chosen, release: () => void given.delete(chosen) };
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
