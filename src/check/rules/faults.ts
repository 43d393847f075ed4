import { fail, notFor, pass, unseen, warn, type ContainerRule, type Judgement } from '../containerRule';
import type { FaultSeen, Observations } from '../observations';
import type { ProgramSeen } from '../programSeen';
import { lastLines, time, tooBusy } from '../symptoms';

const missing = 'Only looked at with --faults, and only for a training that works.';

/** What becomes of a training that has too little memory. */
export const memoryFault: ContainerRule = {
  id: 'fault.memory',
  title: 'A training without memory fails, and is seen to',
  seen: 'with --faults: trained with 16 MB of memory',
  why: 'The kernel kills what takes too much; a wrapper that goes on as if nothing had happened hides it.',
  fix: 'Let the exit code of a worker that was killed be that of the program.',
  uses: ['training'],
  judge: (seen) =>
    judged(seen, 'memory', (run) => {
      const evidence = [`exit code ${String(run.exitCode)}`, ...lastLines(run.log, 3)];
      const less = lessModel(seen, run);
      if (run.exitCode === 0 && less !== undefined) return fail(less, evidence);
      return run.exitCode === 0
        ? pass('That was enough for it.', evidence)
        : pass('It failed, and its exit code says so.', evidence);
    }),
};

/** What becomes of a training that has little processor time. */
export const processorFault: ContainerRule = {
  id: 'fault.processor',
  title: 'A training with little processor time only takes longer',
  seen: 'with --faults: trained with a tenth of a processor',
  why: 'Small instances and noisy neighbours bring out what depends on time.',
  fix: 'Wait for what is needed, not for so many seconds.',
  uses: ['training'],
  judge: (seen) =>
    judged(seen, 'processor', (run) =>
      slowed(seen, run, 'It ended well, and took no longer: it needs little of a processor.'),
    ),
};

/** What becomes of a training whose disk is slow. */
export const diskFault: ContainerRule = {
  id: 'fault.disk',
  title: 'A training on a slow disk only takes longer',
  seen: 'with --faults: trained with a disk that takes 1 MB a second, as a shell in the container has measured',
  why: 'What is written in the background, or for so many seconds, is cut off where the disk takes its time: volumes slow down when their credits are used up.',
  fix: 'Wait for what writes the model before the program ends, and set no time limit on it.',
  uses: ['training'],
  judge: (seen) =>
    judged(seen, 'disk', (run) =>
      slowed(seen, run, 'It ended well, and took no longer: nothing that it does waited for the disk.'),
    ),
};

/** What becomes of a training whose clock is set back. */
export const clockFault: ContainerRule = {
  id: 'fault.clock',
  title: 'A training does not mind a clock that is set',
  seen: 'with --faults: trained with a clock that is set back by a year half-way, as a shell in the container has seen',
  why: 'Clocks of instances are corrected while they run: what measures time by the clock of the day waits for ever, or computes with less than no time.',
  fix: 'Measure how long something takes with a clock for that, as time.monotonic().',
  uses: ['training'],
  judge: (seen) =>
    judged(seen, 'clock', (run, after) => {
      const evidence = times(seen, run);
      if (run.stop)
        return warn('It went on and on after its clock was set back.', [...evidence, ...lastLines(run.log, 3)]);
      if (run.exitCode === 0 && run.seconds < after) return unseen('It ended before its clock was set back.', evidence);
      return hadBegun(seen, run, after) ? ended(seen, run, 'It did not.') : unseen(tooBusy, evidence);
    }),
};

/** Whether it was at work when its clock was set back; one that speaks at its end alone can't tell. */
function hadBegun({ training }: Observations, { log, exitCode }: ProgramSeen, after: number): boolean {
  const [spoke, otherwise] = [log[0]?.at ?? 0, training?.plain.log[0]?.at ?? 0];
  return after === 0 || exitCode !== 0 || spoke < after || otherwise >= after;
}

/** Times of two runs that are the same but for what differs from run to run: part of the time, and seconds. */
const [varies, jitter] = [1.2, 0.5];

/** A run that may take as long as it likes. @param idle what it means where it took no longer */
function slowed(seen: Observations, run: ProgramSeen, idle: string): Judgement {
  if (run.stop) return pass('It still ran when the patience was over.', times(seen, run));
  const isLonger = run.seconds > (seen.training?.plain.seconds ?? 0) * varies + jitter;
  return ended(seen, run, isLonger ? 'It took longer, and ended well.' : idle);
}

function ended(seen: Observations, run: ProgramSeen, good: string): Judgement {
  const evidence = times(seen, run);
  if (run.exitCode !== 0)
    return warn(`It failed with exit code ${String(run.exitCode)}.`, [...evidence, ...lastLines(run.log, 3)]);
  const less = lessModel(seen, run);
  return less === undefined ? pass(good, evidence) : fail(less, [...evidence, ...lastLines(run.log, 3)]);
}

/** What it left less of than it does otherwise. */
function lessModel({ training }: Observations, { modelFiles = 0 }: ProgramSeen): string | undefined {
  const all = training?.plain.modelFiles ?? 0;
  if (modelFiles >= all) return undefined;
  return modelFiles === 0
    ? 'It ended with 0 and left no model.'
    : `It ended with 0 and left ${String(modelFiles)} of ${String(all)} files of its model.`;
}

function times({ training }: Observations, { seconds }: ProgramSeen): readonly string[] {
  return [`${time(seconds)}, ${time(training?.plain.seconds ?? 0)} otherwise`];
}

function judged(
  seen: Observations,
  fault: FaultSeen['fault'],
  judge: (run: ProgramSeen, after: number) => Judgement,
): Judgement {
  const found = seen.faults?.find((one) => one.fault === fault);
  if (!found) return notFor(missing);
  if (found.missing !== undefined) return unseen(found.missing);
  const { startFailure } = found.run;
  return startFailure === undefined
    ? judge(found.run, found.after ?? 0)
    : unseen('It could not be started so.', [startFailure]);
}
