import type { BatchPlan } from '../../definitions/plan';
import type { Container, Exit } from '../../engines/engine';
import type { JobRun } from './jobRun';

/** How the instances of a job ended. */
export interface Ended {
  readonly exits: readonly Exit[];
  /** Why the platform ended the program; undefined when it ended by itself. */
  readonly stopped: 'Stopped' | 'MaxRuntimeExceeded' | undefined;
  /** Index of the first instance that failed by itself. */
  readonly failed: number | undefined;
}

/**
 * Wait for every instance; the others are stopped when one fails, when the time is up, or when somebody asks (T56, T57, P10).
 * @param graceSeconds between SIGTERM and SIGKILL
 */
export async function untilAllEnded(
  run: JobRun<BatchPlan>,
  containers: readonly Container[],
  graceSeconds: number,
): Promise<Ended> {
  let stopped: Ended['stopped'];
  let failed: number | undefined;
  const stopAll = (seconds: number) => Promise.all(containers.map((container) => container.stop(seconds)));
  const stopping: Promise<unknown>[] = [];
  const keep = (...ends: readonly Promise<unknown>[]) => {
    stopping.push(...ends);
    // Waited for at the end; an engine that is lost until then would count as unhandled.
    for (const end of ends) end.catch(() => undefined);
  };
  const stop = (why: NonNullable<typeof stopped>, message: string) => {
    if (stopped !== undefined) return;
    stopped = why;
    keep(run.recorder.status({ status: 'Stopping', secondaryStatus: 'Stopping', message }), stopAll(graceSeconds));
  };
  const onStop = () => {
    stop('Stopped', `Asked to stop: SIGTERM now, SIGKILL in ${String(graceSeconds)} seconds`);
  };
  const onKill = () => {
    keep(stopAll(0));
  };
  const { maxRuntimeSeconds } = run.plan;
  const timer = longTimeout(maxRuntimeSeconds * 1000, () => {
    stop('MaxRuntimeExceeded', `The job ran for MaxRuntimeInSeconds = ${String(maxRuntimeSeconds)}`);
  });
  run.stop.addEventListener('abort', onStop);
  run.kill.addEventListener('abort', onKill);
  if (run.stop.aborted) onStop();
  try {
    const exits = await Promise.all(
      containers.map(async (container, index) => {
        const exit = await container.wait();
        if (exit.code !== 0 && stopped === undefined && failed === undefined) {
          failed = index;
          keep(stopAll(graceSeconds));
        }
        return exit;
      }),
    );
    await Promise.all(stopping);
    return { exits, stopped, failed };
  } finally {
    timer.clear();
    run.stop.removeEventListener('abort', onStop);
    run.kill.removeEventListener('abort', onKill);
  }
}

/** A timer that also takes times beyond the 24.8 days of `setTimeout`. */
function longTimeout(milliseconds: number, fire: () => void): { clear(): void } {
  const longest = 2 ** 31 - 1;
  let left = milliseconds;
  let timer: NodeJS.Timeout;
  const arm = () => {
    const part = Math.min(left, longest);
    left -= part;
    timer = setTimeout(left > 0 ? arm : fire, part);
  };
  arm();
  return {
    clear: () => {
      clearTimeout(timer);
    },
  };
}
