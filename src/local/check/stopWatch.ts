import { setTimeout as sleep } from 'node:timers/promises';
import type { StopSeen } from '../../check/observations';
import type { Container } from '../../engines/engine';
import { lookAtProcesses, type ProcessLook } from './lookAtProcesses';

/** A first process that does not take SIGTERM never will: the kernel keeps it from it. No need to wait for that as long as the platform does. */
const hopelessGrace = 2;

/** How long a program may take to set its handler after it has begun to speak. */
const settleMilliseconds = 700;

/**
 * Send SIGTERM and measure what comes of it.
 * @param grace seconds that the platform gives
 */
export async function stopAndWatch(container: Container, grace: number): Promise<StopSeen> {
  let processes = await lookAtProcesses(container);
  if (firstOf(processes)?.catches === false) {
    // It may still be on its way to the line that sets a handler.
    await sleep(settleMilliseconds);
    processes = (await lookAtProcesses(container)) ?? processes;
  }
  const first = firstOf(processes);
  const jvms = (processes ?? []).flatMap(({ jvm }) => jvm ?? []);
  const isHopeless = first?.catches === false;
  const given = isHopeless ? Math.min(grace, hopelessGrace) : grace;
  const started = performance.now();
  await container.stop(given);
  const seconds = (performance.now() - started) / 1000;
  return {
    seconds,
    grace: given,
    wasKilled: seconds >= given,
    children: (processes ?? []).filter(({ pid }) => pid !== 1).map(({ name }) => name),
    ...(jvms.length > 0 && { jvm: jvms.includes('untold') ? 'untold' : 'told' }),
    ...(first && { first: first.name, catches: first.catches }),
  };
}

function firstOf(processes: readonly ProcessLook[] | undefined): ProcessLook | undefined {
  return processes?.find(({ pid }) => pid === 1);
}
