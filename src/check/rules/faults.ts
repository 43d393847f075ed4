import { fail, notFor, pass, warn, type ContainerRule, type Judgement } from '../containerRule';
import type { FaultSeen, Observations } from '../observations';
import { lastLines } from '../symptoms';

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
    judged(seen, 'memory', ({ run }) => {
      const evidence = [`exit code ${String(run.exitCode)}`, ...lastLines(run.log, 3)];
      if (run.exitCode === 0 && run.modelFiles === 0) return fail('It ended with 0 and left no model.', evidence);
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
    judged(seen, 'processor', ({ run }) => {
      const evidence = [`${run.seconds.toFixed(1)} s, ${String(seen.training?.plain.seconds.toFixed(1))} s with all`];
      if (run.stop) return pass('It still ran when the patience was over.', evidence);
      return run.exitCode === 0
        ? pass('It did.', evidence)
        : warn(`It failed with exit code ${String(run.exitCode)}.`, [...evidence, ...lastLines(run.log, 3)]);
    }),
};

function judged(seen: Observations, fault: FaultSeen['fault'], judge: (fault: FaultSeen) => Judgement): Judgement {
  const found = seen.faults?.find((one) => one.fault === fault);
  return found ? judge(found) : notFor(missing);
}
