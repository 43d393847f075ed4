import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../contract/appError';

/** A server while it listens. */
export interface Listening {
  readonly port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * Let a server listen where this machine alone reaches it.
 * @param port 0 for any free one
 * @throws AppError `port.taken`
 */
export async function listenOnLoopback(server: Server, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message = `Port ${String(port)} on 127.0.0.1 is taken.`;
      const taken = new AppError('port.taken', message, 'Name another with --port, or 0 for any free one.', { cause });
      reject(cause.code === 'EADDRINUSE' ? taken : cause);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
      server.closeAllConnections();
      await closed;
    },
  };
}
