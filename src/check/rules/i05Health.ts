import { explainExitCode } from '../../contract/exitCode';
import { fail, pass, servingUses, unseen, type ContainerRule } from '../containerRule';
import { servingCause } from '../causes';
import { endedAtOnce, endedWhenAsked, lastLines, lastStart } from '../symptoms';

/** I5. */
export const health: ContainerRule = {
  id: 'I5',
  title: 'It gets into service',
  seen: 'served as the definition says, until the first good /ping',
  why: 'An endpoint whose container ends, or is never healthy, fails: "did not pass the ping health check".',
  fix: 'Read its log: what it says is what CloudWatch would show.',
  uses: servingUses,
  judge: (seen) => {
    const start = lastStart(seen);
    if (!start) return unseen(seen.noRuns ?? 'It was not served.');
    const { exit, log, healthyAfter } = start;
    const code = exit?.code ?? 0;
    const meaning = explainExitCode(code, exit?.outOfMemory);
    const ended = `with exit code ${String(code)}${meaning === undefined ? '' : ` (${meaning})`}`;
    if (healthyAfter !== undefined && exit && endedWhenAsked(seen) && !endedAtOnce(seen))
      return fail(`It ended ${ended} when it was asked something.`, lastLines(log, 8));
    if (healthyAfter !== undefined && !endedAtOnce(seen)) return pass('It did.');
    const cause = servingCause(seen);
    if (cause === 'I5') return fail(`It ended ${ended}.`, lastLines(log, 8));
    if (cause !== undefined) return unseen(`It did not, as ${cause} says.`);
    return unseen(seen.serving?.missingModel ?? 'It wants a model, and no definition says which.', lastLines(log));
  },
};
