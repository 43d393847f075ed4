import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks at the clock. */
const resolution = 10;
const nanosecondsPerMillisecond = 1e6;

/**
 * Do something and tell how late this machine itself was meanwhile: what a server takes on a machine that has no time for it says nothing
 * of the server.
 * @returns also the longest time in milliseconds by which a timer of ours was late
 */
export async function withLag<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly lagMs: number }> {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  try {
    const result = await work();
    return { result, lagMs: Math.max(0, Math.round(delays.max / nanosecondsPerMillisecond) - resolution) };
  } finally {
    delays.disable();
  }
}
