import { setTimeout as sleep } from 'node:timers/promises';
import type { CallSeen, LoadSeen } from '../../check/servingSeen';
import { connectLimitMs } from '../../contract/hosting';
import type { Address } from '../hosting/healthCheck';
import { withLag } from './machineLag';
import { askPing, connectTime, invoke } from './serverCall';
import type { SampleRequest } from './sampleRequests';

/** Callers at once. */
const callers = 4;
/** How long they go on, in milliseconds. */
const loadMs = 600;
/** Milliseconds between two pings. */
const pingEvery = 100;

/** A machine that is later than this, in milliseconds, is asked for another try. */
const lateMs = 100;
/** How often it is tried in all. */
const attempts = 3;
/** A try that takes longer than this, in milliseconds, is the last: what takes so long does so by itself. */
const longestTryMs = 20_000;
/** Milliseconds between two tries, for what keeps the machine busy to end. */
const calmMs = 1_500;

/**
 * Ping a server while it works: for one caller, and for several. Where it does not cope on a machine that is late itself, it is tried again;
 * the best of all tries counts.
 */
export async function askUnderLoad(address: Address, sample: SampleRequest, timeoutMs: number): Promise<LoadSeen> {
  let best: LoadSeen | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (best) await sleep(calmMs);
    const began = performance.now();
    const { result, lagMs } = await withLag(() => loadOnce(address, sample, timeoutMs));
    const seen = { ...result, lagMs };
    if (!best || isBetter(seen, best)) best = seen;
    const isCalm = lagMs < lateMs || performance.now() - began > longestTryMs;
    if (faultsOf(best) === 0 || isCalm) return best;
  }
  if (!best) throw new TypeError('it was tried at least once');
  return best;
}

/** Of two tries with as many faults the one counts that the machine has less to do with. */
function isBetter(one: LoadSeen, other: LoadSeen): boolean {
  const more = faultsOf(one) - faultsOf(other);
  return more < 0 || (more === 0 && (one.lagMs ?? 0) < (other.lagMs ?? 0));
}

/** How much a machine that is late may have made worse. */
function faultsOf({ answers, pingWithOne, pingWithSeveral, slowestConnectMs }: LoadSeen): number {
  const bad = [pingWithOne, pingWithSeveral, ...answers].filter(({ status }) => status < 200 || status >= 300).length;
  return bad + (slowestConnectMs > connectLimitMs ? 1 : 0);
}

async function loadOnce(address: Address, sample: SampleRequest, timeoutMs: number): Promise<LoadSeen> {
  const ask = () => invoke(address, sample, { timeoutMs });
  const one = await pingWhile(address, () => ask().then((answer) => [answer]));
  const several = await pingWhile(address, async () => {
    const until = performance.now() + loadMs;
    const each = await Promise.all(Array.from({ length: callers }, () => callUntil(ask, until)));
    return each.flat();
  });
  return {
    callers,
    answers: several.answers,
    pingWithOne: one.slowest,
    pingWithSeveral: several.slowest,
    slowestConnectMs: Math.max(one.connectMs, several.connectMs),
  };
}

async function callUntil(ask: () => Promise<CallSeen>, until: number): Promise<readonly CallSeen[]> {
  const answers: CallSeen[] = [];
  do answers.push(await ask());
  while (performance.now() < until);
  return answers;
}

interface Pinged {
  readonly answers: readonly CallSeen[];
  readonly slowest: CallSeen;
  readonly connectMs: number;
}

async function pingWhile(address: Address, work: () => Promise<readonly CallSeen[]>): Promise<Pinged> {
  let isWorking = true;
  const working = work().finally(() => (isWorking = false));
  // The request is on its way before the first ping.
  await sleep(30);
  const connectMs = await connectTime(address);
  let slowest = await askPing(address);
  const goesOn = () => isWorking;
  while (goesOn()) {
    const next = await askPing(address);
    if (isWorse(next, slowest)) slowest = next;
    await sleep(pingEvery);
  }
  return { answers: await working, slowest, connectMs };
}

function isWorse(one: CallSeen, other: CallSeen): boolean {
  const isBad = (call: CallSeen) => call.status !== 200;
  return isBad(one) === isBad(other) ? one.milliseconds > other.milliseconds : isBad(one);
}
