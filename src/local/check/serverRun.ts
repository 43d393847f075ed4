import { setTimeout as sleep } from 'node:timers/promises';
import type { StartSeen } from '../../check/servingSeen';
import { absentModelWords, says } from '../../check/symptoms';
import { AppError } from '../../contract/appError';
import type { ContainerSpec } from '../../contract/containerSpec';
import { hostingPort, pingDelayMs } from '../../contract/hosting';
import type { Container, Exit } from '../../engines/engine';
import { ping, type Address } from '../hosting/healthCheck';
import { givenUp, type CheckBench } from './checkBench';
import { LogReader } from './logReader';
import { lookAtSockets } from './lookAtProcesses';

/** A server that has started, for the time of a function. */
export interface ServerRun {
  readonly start: StartSeen;
  readonly container: Container;
  readonly log: LogReader;
  /** Where it is reached; undefined for one that is not healthy. */
  readonly address?: Address;
  /** How it ended, when it has by itself. */
  exited(): Promise<Exit | undefined>;
}

/** Seconds of the same answer after which nothing else is to come: a route or a file of the model that is not there does not appear later. */
const hopelessAfter = 10;
/** Seconds without a word after which a server that listens elsewhere has finished starting. */
const quietAfter = 20;
/** Seconds that a server which has shown how long it takes to start has at least when it is started again. */
const leastPatience = 30;
/** How often the sockets are looked at while nothing answers, in seconds. */
const lookEvery = 2;

/** Start a server, wait for its first good ping, and remove it when `use` is done. */
export async function withServer<T>(
  bench: CheckBench,
  spec: ContainerSpec,
  use: (run: ServerRun) => Promise<T>,
): Promise<T> {
  bench.signal.throwIfAborted();
  const container = await bench.engine.create(spec, bench.signal);
  const log = new LogReader(container.output);
  const over = givenUp(bench.signal);
  let exit: Exit | undefined;
  const exited = async () => {
    // What has just ended may not be known yet.
    await Promise.race([container.wait().then((one) => (exit = one)), sleep(300)]).catch(() => undefined);
    return exit;
  };
  try {
    const facts = { bench, spec, container, log, ended: () => exit };
    void container.wait().then(
      (one) => (exit = one),
      () => undefined,
    );
    const started = await Promise.race([startServer(facts), over.promise]);
    return await Promise.race([use({ ...started, container, log, exited }), over.promise]);
  } finally {
    over.dispose();
    await container.remove();
  }
}

interface Starting {
  readonly bench: CheckBench;
  readonly spec: ContainerSpec;
  readonly container: Container;
  readonly log: LogReader;
  readonly ended: () => Exit | undefined;
}

type Started = Pick<ServerRun, 'start' | 'address'>;

async function startServer(starting: Starting): Promise<Started> {
  const { container, log, spec } = starting;
  const port = spec.port ?? hostingPort;
  const none = { waited: 0, lastPing: 'no answer', port };
  try {
    await container.start();
    log.begin();
    const address = await container.address();
    return await untilAnswer(starting, address, port);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'container.start') return { start: { ...none, startFailure: error.message, log: log.lines() } };
    // It had ended before anybody could ask where it is.
    if (error.code !== 'container.address') throw error;
    const exit = await Promise.race([container.wait(), sleep(2_000)]);
    await Promise.race([log.done, sleep(1_000)]);
    return { start: { ...none, waited: log.seconds(), log: log.lines(), ...(exit && { exit }) } };
  }
}

async function untilAnswer(starting: Starting, address: Address, port: number): Promise<Started> {
  const { bench, log, container, ended } = starting;
  const waited = () => log.seconds();
  const state = { lastPing: 'no answer', since: 0, listening: undefined as readonly string[] | undefined, looked: 0 };
  for (let attempt = 0; waited() < bench.startPatience && !ended(); attempt += 1) {
    bench.signal.throwIfAborted();
    const result = await ping(address);
    if (result.ok) {
      const start = { healthyAfter: waited(), waited: waited(), lastPing: '200', port, log: log.lines() };
      return { start, address };
    }
    if (result.outcome !== state.lastPing) Object.assign(state, { lastPing: result.outcome, since: waited() });
    if (result.status === undefined && waited() - state.looked > lookEvery) {
      state.listening = await lookAtSockets(container);
      state.looked = waited();
    }
    const seconds = waited() - state.since;
    if (isHopeless(result.status, seconds, listensElsewhere(state.listening, port), log.quietFor())) break;
    if (seconds > hopelessAfter && result.status === 500 && says(log.lines(), absentModelWords)) break;
    await sleep(pingDelayMs(attempt));
  }
  const exit = ended();
  if (exit) await Promise.race([log.done, sleep(1_000)]);
  const { lastPing, listening } = state;
  const start = {
    waited: waited(),
    lastPing,
    port,
    log: log.lines(),
    ...(exit && { exit }),
    ...(listening && { listening }),
  };
  return { start };
}

function isHopeless(
  status: number | undefined,
  seconds: number,
  elsewhere: 'loopback' | 'port' | undefined,
  quiet: number,
) {
  if (status !== undefined && isRouteless(status)) return seconds > hopelessAfter;
  if (elsewhere === 'loopback') return true;
  return elsewhere === 'port' && quiet > quietAfter;
}

/**
 * Seconds in which a server must be healthy when it is started in another way.
 * @param healthyAfter seconds that it took before
 */
export function laterPatience(patience: number, healthyAfter = 0): number {
  return Math.min(patience, Math.max(leastPatience, 3 * healthyAfter));
}

function isLoopback(address: string): boolean {
  return /^(?:127\.|\[::1\])/.test(address);
}

/** A status that says where /ping is not, which time does not change. */
function isRouteless(status: number): boolean {
  return (status >= 300 && status < 400) || status === 404 || status === 405 || status === 501;
}

/** Whether a server listens where nobody calls it: its port on this host only, or other ports alone. */
export function listensElsewhere(
  listening: readonly string[] | undefined,
  port: number,
): 'loopback' | 'port' | undefined {
  if (!listening || listening.length === 0) return undefined;
  const here = listening.filter((address) => address.endsWith(`:${String(port)}`));
  // One that only this host reaches may stand behind a front that is still to come.
  if (here.length === 0) return listening.every(isLoopback) ? undefined : 'port';
  return here.every(isLoopback) ? 'loopback' : undefined;
}
