import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerSpec } from '../../contract/containerSpec';
import type { CheckBench } from './checkBench';
import { clockArchitecture, clockLibrary } from './clockLibrary';
import type { Faulty, FaultSubject, Layout } from './faulty';
import { watchProgram } from './watchProgram';

/** Where a container finds the library. */
const place = '/opt/sagemaker-check-clock.so';
const yearSeconds = 365 * 86_400;
/** Seconds by which the clocks of this machine and of its engine may differ. */
const tolerance = 3_600;
/** Seconds that a training gets at least once its clock is set back. */
const leastWait = 10;
/** Seconds that a shell may take. */
const patience = 20;

/** A container whose clock is set back by a year when half of the training is over, as a shell in such a one sees it; or why it can't be had. */
export async function clockSetBack(
  bench: CheckBench,
  { seconds, architecture }: FaultSubject,
  layOut: Layout,
): Promise<Faulty | string> {
  if (architecture !== clockArchitecture)
    return `Clocks are set for ${clockArchitecture} alone, and its image is for ${architecture}.`;
  const library = join(bench.folder, 'clock.so');
  await writeFile(library, clockLibrary());
  const isSet = await isSetBack(bench, withClock(await layOut('fault-date'), library, 0));
  if (isSet === undefined) return 'The image has no shell, or no date, to look at its clock with.';
  if (!isSet) return 'Its programs do not ask their C library for the time, so it can not be set for them.';
  // One that is so short can only find it wrong from the start.
  const after = seconds < 1 ? 0 : Math.ceil(seconds / 2);
  return {
    apply: (spec) => withClock(spec, library, after),
    after,
    stopAfter: after + Math.max(leastWait, 5 * seconds),
  };
}

/** @param after whole seconds after which the clock is wrong */
function withClock(spec: ContainerSpec, library: string, after: number): ContainerSpec {
  const before = spec.environment['LD_PRELOAD'];
  return {
    ...spec,
    mounts: [...spec.mounts, { kind: 'input', source: library, target: place }],
    environment: {
      ...spec.environment,
      LD_PRELOAD: before === undefined ? place : `${place}:${before}`,
      // As wide as the moment that the library writes there.
      SAGEMAKER_CHECK_CLOCK: `+${String(after).padStart(9, '0')},-${String(yearSeconds)}`,
    },
  };
}

async function isSetBack(bench: CheckBench, spec: ContainerSpec): Promise<boolean | undefined> {
  const asked = { ...spec, entrypoint: ['/bin/sh'], arguments: ['-c', 'date +%s'] };
  const { startFailure, log } = await watchProgram(bench, asked, { stopAfter: patience, grace: 0 });
  const said = log.map(({ text }) => text.trim()).find((text) => /^\d+$/.test(text));
  if (startFailure !== undefined || said === undefined) return undefined;
  return Math.abs(Date.now() / 1000 - yearSeconds - Number(said)) < tolerance;
}
