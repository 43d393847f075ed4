import { pass, unseen, warn, type ContainerRule } from '../containerRule';
import type { ProgramSeen } from '../programSeen';
import { hasFailed, lastLines } from '../symptoms';

/** T52. */
export const failure: ContainerRule = {
  id: 'T52',
  title: 'It says why it failed',
  seen: '/opt/ml/output/failure and the log of a run without data and hyperparameters',
  why: 'The first 1024 characters of that file are the FailureReason of the job; without it the reason is empty, and only the log tells.',
  fix: 'Catch what ends the program, and write it to /opt/ml/output/failure before sys.exit(1).',
  uses: ['training'],
  judge: ({ training, noRuns }) => {
    if (!training) return unseen(noRuns ?? 'It was not trained.');
    const failed = [training.plain, training.bare, training.encoded?.run].find(
      (run): run is ProgramSeen => run !== undefined && hasFailed(run) && !wasKilled(run),
    );
    if (!failed) return unseen('It never failed: not even without data and hyperparameters.');
    const code = `exit code ${String(failed.exitCode)}`;
    const { message = '', messageEnd: end } = failed;
    if (end !== undefined && !isTold(end, message))
      return warn('It wrote more than 1024 characters, and what it says last is not among them.', [code, `… ${end}`]);
    if (message !== '') return pass('It wrote its reason to the file.', [code, message]);
    const log = lastLines(failed.log, 3);
    if (log.length > 0)
      return pass('It wrote no file, so FailureReason would be empty; its log tells.', [code, ...log]);
    return warn('It wrote neither the file nor a log.', [code]);
  },
};

/** The largest number of a signal. */
const lastSignal = 64;

/** A program that a signal has ended had no time for a word: a bus error, or memory that is gone. Others end with 255 themselves. */
function wasKilled({ exitCode = 0 }: ProgramSeen): boolean {
  return exitCode > 128 && exitCode <= 128 + lastSignal;
}

/** Whether the beginning of a file says what its last line does; a traceback has the kind of the error in front of it. */
function isTold(end: string, message: string): boolean {
  return message.includes(end.replace(/^[\w.]*(?:Error|Exception): /, ''));
}
