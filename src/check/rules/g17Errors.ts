import { allUses, fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import type { ProgramSeen } from '../programSeen';
import { isGood, isSwallowed, lastLines, lastStart, linesWith, says, tracebackWords } from '../symptoms';

/** G17. */
export const errors: ContainerRule = {
  id: 'G17',
  title: 'It ends with another code than 0 when it has failed, and a server does not end',
  seen: 'exit codes: with its data, without any, and of the server',
  why: 'The exit code alone decides: a job whose error was caught and printed counts as completed; a server that goes into the background ends its container.',
  fix: 'Let errors end the program with sys.exit(1), and start servers in the foreground.',
  uses: allUses,
  judge: (seen) => {
    const start = lastStart(seen);
    if (start && causesOf(seen).has('G17'))
      return fail('The server ended with exit code 0 instead of serving.', lastLines(start.log));
    const { training, processing } = seen;
    const swallowed = [training?.plain, training?.bare].find(isSwallowed);
    if (swallowed) {
      const because =
        swallowed === training?.bare
          ? 'It failed without data, left no model, and ended with exit code 0.'
          : 'It failed, left no model, and ended with exit code 0.';
      const { message = '' } = swallowed;
      const reason = message === '' ? [] : [`/opt/ml/output/failure: ${message}`];
      return fail(because, [...reason, ...linesWith(swallowed.log, /\w*(?:Error|Exception)\b/)]);
    }
    if (isGood(training?.plain) && (training?.plain.message ?? '') !== '')
      return fail('It said why it failed, and ended with exit code 0.', [training?.plain.message ?? '']);
    if (processing && isGood(processing) && leftNothing(processing) && says(processing.log, tracebackWords))
      return fail(
        'It failed, left no output, and ended with exit code 0.',
        linesWith(processing.log, /\w*(?:Error|Exception)\b/),
      );
    const codes = [training?.plain, training?.bare, processing].flatMap((run) =>
      run?.exitCode === undefined ? [] : [`exit code ${String(run.exitCode)} after ${run.seconds.toFixed(1)} s`],
    );
    if (codes.length > 0) return pass('Its exit codes say how it ended.', codes);
    return start?.healthyAfter === undefined
      ? unseen(seen.noRuns ?? 'It did not get that far.')
      : pass('The server went on running.');
  },
};

/** No file, or none with anything in it: those were made before it failed. */
function leftNothing({ outputFiles, outputBytes }: ProgramSeen): boolean {
  return outputFiles === 0 || outputBytes === 0;
}
