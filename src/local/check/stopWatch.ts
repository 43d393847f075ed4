import { setTimeout as sleep } from 'node:timers/promises';
import type { StopSeen } from '../../check/programSeen';
import type { Container } from '../../engines/engine';
import { lookAtProcesses, type ProcessLook } from './lookAtProcesses';

/** A first process that does not take SIGTERM never will: the kernel keeps it from it. No need to wait for that as long as the platform does. */
const hopelessGrace = 2;

/** How long a program may take to set its handler after it has begun to speak. */
const settleMilliseconds = 700;

/** Exit code of what SIGKILL has ended. */
const killedCode = 137;

/**
 * Send SIGTERM and measure what comes of it.
 * @param grace seconds that the platform gives
 */
export async function stopAndWatch(container: Container, grace: number): Promise<StopSeen> {
  const processes = await lookTwice(container);
  const first = firstOf(processes);
  const jvms = (processes ?? []).flatMap(({ jvm }) => jvm ?? []);
  const workers = (processes ?? []).flatMap(({ workerSeconds }) => workerSeconds ?? []);
  const isHopeless = first?.catches === false;
  const given = isHopeless ? Math.min(grace, hopelessGrace) : grace;
  const started = performance.now();
  await container.stop(given);
  const seconds = (performance.now() - started) / 1000;
  // A busy engine may tell late of what has ended in time: the time alone proves nothing.
  const { code } = await container.wait();
  return {
    seconds,
    grace: given,
    wasKilled: seconds >= given && code === killedCode,
    children: (processes ?? []).filter(({ pid }) => pid !== 1).map(({ name }) => name),
    ...(jvms.length > 0 && { jvm: jvms.includes('untold') ? 'untold' : 'told' }),
    ...(workers.length > 0 && { workerSeconds: Math.min(...workers) }),
    ...(first && { first: first.name, catches: first.catches, ignores: first.ignores }),
  };
}

/** The processes, those that stay where the first one does not take SIGTERM: it may still be on its way to the line that sets a handler. */
async function lookTwice(container: Container): Promise<readonly ProcessLook[] | undefined> {
  const before = await lookAtProcesses(container);
  if (firstOf(before)?.catches !== false) return before;
  await sleep(settleMilliseconds);
  const after = await lookAtProcesses(container);
  const known = new Set(before?.map(({ pid }) => pid));
  return after?.filter(({ pid }) => known.has(pid)) ?? before;
}

function firstOf(processes: readonly ProcessLook[] | undefined): ProcessLook | undefined {
  return processes?.find(({ pid }) => pid === 1);
}
