import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pingIntervalMs, pingTimeoutMs, pingUserAgent } from '../../contract/hosting';

/** Where a container listens, as this machine reaches it. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What one `GET /ping` gave. */
export interface Ping {
  readonly ok: boolean;
  /** HTTP status; undefined when there was no answer in time. */
  readonly status?: number;
  readonly milliseconds: number;
  /** `200`, `503`, `connection refused`, `no answer within 2 s`, … */
  readonly outcome: string;
}

/** One health check: `GET /ping` must answer 200 within 2 s (I3). Never rejects. */
export function ping(address: Address): Promise<Ping> {
  const started = performance.now();
  return new Promise((resolve) => {
    const done = (outcome: string, status?: number) => {
      clearTimeout(timer);
      const milliseconds = Math.round(performance.now() - started);
      resolve({ ok: status === 200, milliseconds, outcome, ...(status !== undefined && { status }) });
    };
    const request = get(
      { ...address, path: '/ping', agent: false, headers: { 'User-Agent': pingUserAgent } },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          done(String(answer.statusCode), answer.statusCode);
        });
        answer.on('error', () => {
          done('connection lost');
        });
      },
    );
    const timer = setTimeout(() => {
      done(`no answer within ${String(pingTimeoutMs / 1000)} s`);
      request.destroy();
    }, pingTimeoutMs);
    request.on('error', (error: NodeJS.ErrnoException) => {
      done(error.code === 'ECONNREFUSED' ? 'connection refused' : (error.code ?? error.message));
    });
  });
}

/** How a container that starts is pinged. */
export interface StartupPolicy {
  /** Given up after so many. */
  readonly seconds: number;
  /** Milliseconds to wait before health check number `attempt`, from 0. */
  delayMs(attempt: number): number;
}

/**
 * Ping until the first good answer.
 * @param report gets every check
 * @returns false when the time is over first
 */
export async function untilHealthy(
  address: Address,
  startup: StartupPolicy,
  report: (ping: Ping) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const end = performance.now() + startup.seconds * 1000;
  for (let attempt = 0; performance.now() < end; attempt += 1) {
    const result = await ping(address);
    signal.throwIfAborted();
    report(result);
    if (result.ok) return true;
    await sleep(Math.min(startup.delayMs(attempt), Math.max(0, end - performance.now())), undefined, { signal });
  }
  return false;
}

/** Go on pinging a container in service until `signal`. */
export async function keepPinging(address: Address, report: (ping: Ping) => void, signal: AbortSignal): Promise<void> {
  const over = () => signal.aborted;
  while (!over()) {
    await sleep(pingIntervalMs, undefined, { signal }).catch(() => undefined);
    if (over()) return;
    const result = await ping(address);
    if (!over()) report(result);
  }
}
