import type { ChildProcess } from 'node:child_process';
import { createServer, connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that serves on loopback for the tests of one file. */
export interface LoopbackServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Start a program on a port that nobody has; resolves when it answers there. */
export async function startLoopback(start: (port: number) => ChildProcess): Promise<LoopbackServer> {
  const port = await freePort();
  const child = start(port);
  await answers(port);
  return { port, stop: () => ended(child) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isUp) return;
    await sleep(100);
  }
  throw new Error(`nothing answers on port ${port}`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    if (!child.kill('SIGKILL')) resolve();
  });
}
