import { trainingGraceSeconds } from '../../contract/stopping';
import { fail, pass, unseen, warn, type ContainerRule } from '../containerRule';
import type { ProgramSeen } from '../programSeen';
import { isLostInWrapper } from './g05Signals';
import { howItEnded, time } from '../symptoms';

/** T56. */
export const stopsTraining: ContainerRule = {
  id: 'T56',
  title: 'Training ends when it is asked to',
  seen: 'SIGTERM in the middle of a training, and the time until it ends',
  why: 'StopTrainingJob, the limit of time and the end of a spot instance all send SIGTERM, and SIGKILL 120 s later. What was not saved by then is lost.',
  fix: 'Handle SIGTERM: save the model, and end.',
  uses: ['training'],
  judge: ({ training, noRuns }) => {
    if (!training) return unseen(noRuns ?? 'It was not trained.');
    const stop = training.stopped?.stop ?? training.plain.stop;
    if (!stop) return unseen('It had ended before it could be asked to.');
    if (isLostInWrapper(stop)) return unseen('SIGTERM did not reach the program, as G5 says.');
    // The kernel drops a SIGTERM that the first process does not handle: what is gone at once has ended by itself.
    const isByItself = stop.catches === false && !stop.wasKilled && stop.seconds < 0.1;
    if (isByItself) return unseen('It ended by itself just as it was asked to.');
    const others = stop.children.length > 0 ? [`other processes: ${stop.children.slice(0, 6).join(', ')}`] : [];
    const evidence = [`first process: ${stop.first ?? 'unknown'}`, ...others, howItEnded(stop)];
    if (stop.catches === false) return warn('It does not handle SIGTERM, and will be killed.', evidence);
    if (goesOn(training.plain, training.stopped))
      return warn('It goes on to its end as if nobody had asked it to stop.', [
        ...evidence,
        `${time(training.plain.seconds)} in all where it is not asked`,
      ]);
    if (!stop.wasKilled) return pass(`It ended ${time(stop.seconds)} after SIGTERM.`);
    return fail(`It did not end within ${String(trainingGraceSeconds)} s.`, evidence);
  },
};

/** Seconds that must be left of a training for its end to tell whether it heeded the signal. */
const leastLeft = 1.5;

/** Whether a training took as long after SIGTERM as it would have taken without. */
function goesOn(plain: ProgramSeen, stopped: ProgramSeen | undefined): boolean {
  if (!stopped?.stop || stopped.exitCode !== 0) return false;
  const { seconds } = stopped.stop;
  const left = plain.seconds - (stopped.seconds - seconds);
  // What says less than it would have said has left its work: it saves what it has, or this machine is late to tell that it has ended.
  const saysLess = stopped.log.length < plain.log.length * 0.9;
  return left > leastLeft && seconds > left * 0.85 && !saysLess;
}
