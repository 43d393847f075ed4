import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Docker from 'dockerode';

/** How long dockerd may take until it answers, in milliseconds. */
const startTimeoutMs = 60_000;

export interface PrivateEngine {
  /** Path of its socket. */
  readonly socket: string;
  /** Ends it and its containerd; containers that still run end with them. */
  stop(): Promise<void>;
}

/**
 * Start a Docker engine of our own, apart from any other on this machine: own socket, own data, own process ids and
 * network as long as the caller lives in namespaces of its own.
 *
 * @param folder for all that it writes; short, since a socket's path may have no more than 107 characters
 * @throws Error with the end of its log when it doesn't answer
 */
export async function startEngine(folder: string): Promise<PrivateEngine> {
  mkdirSync(folder, { recursive: true });
  const socket = join(folder, 'docker.sock');
  const logFile = join(folder, 'dockerd.log');
  const log = openSync(logFile, 'a');
  const places = ['data-root', 'exec-root', 'pidfile'].flatMap((name) => [`--${name}`, join(folder, name)]);
  const child = spawn('dockerd', ['--host', `unix://${socket}`, ...places], { stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const isUp = await answers(socket, ended);
  if (!isUp) {
    child.kill('SIGKILL');
    throw new Error(`dockerd did not start:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
  }
  return {
    socket,
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(10_000).then(() => child.kill('SIGKILL'))]);
    },
  };
}

async function answers(socket: string, ended: Promise<void>): Promise<boolean> {
  const docker = new Docker({ socketPath: socket });
  const ping = () =>
    docker.ping().then(
      () => true,
      () => false,
    );
  const over = Promise.any([ended, sleep(startTimeoutMs, undefined, { ref: false })]).then(() => 'over' as const);
  for (;;) {
    if (await ping()) return true;
    if ((await Promise.race([over, sleep(50)])) === 'over') return false;
  }
}

/** What tests left on an engine: containers, networks and volumes, each by kind and name. */
export async function leftOnEngine(socket: string): Promise<readonly string[]> {
  const docker = new Docker({ socketPath: socket });
  const containers = await docker.listContainers({ all: true });
  const networks = await docker.listNetworks();
  const { Volumes } = await docker.listVolumes();
  const ownNetworks = new Set(['bridge', 'host', 'none']);
  return [
    ...containers.map(({ Names, Id }) => `container ${Names[0] ?? Id}`),
    ...networks.filter(({ Name }) => !ownNetworks.has(Name)).map(({ Name }) => `network ${Name}`),
    ...Volumes.map(({ Name }) => `volume ${Name}`),
  ];
}
