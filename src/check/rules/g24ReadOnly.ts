import type { Observations } from '../observations';
import { allUses, fail, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { allLogs, isGood, lastStart, linesWith, readOnlyWords } from '../symptoms';

/** G24. */
export const readOnly: ContainerRule = {
  id: 'G24',
  title: 'It writes nothing to folders that can not be written',
  seen: 'run with channels and models that can not be written',
  why: 'Channels in FastFile mode, and the models of multi-model endpoints, are read-only; for a single model no document promises more.',
  fix: 'Write to /tmp what is unpacked, converted or cached.',
  uses: allUses,
  judge: (seen) => {
    const evidence = linesWith(allLogs(seen), readOnlyWords);
    if (causesOf(seen).has('G24'))
      return isFileChannel(seen, evidence)
        ? warn('It writes to a channel, which only File mode allows, and no document promises.', evidence)
        : fail('It writes to a folder that can not be written.', evidence);
    const start = lastStart(seen);
    const answers = seen.serving?.calls?.tried.filter(({ body }) => readOnlyWords.test(body)) ?? [];
    if (answers.length > 0)
      return fail(
        'It answers that it can not write.',
        answers.map(({ body }) => body),
      );
    if (start?.healthyAfter !== undefined || isGood(seen.training?.plain) || isGood(seen.processing))
      return pass('It worked without writing to them.');
    return unseen(seen.noRuns ?? 'It did not work for another reason.');
  },
};

/** What it writes to are channels alone, and all of them come in File mode. */
function isFileChannel({ training, uses }: Observations, evidence: readonly string[]): boolean {
  const isChannel = evidence.length > 0 && evidence.every((line) => line.includes('/opt/ml/input/data/'));
  return uses.has('training') && training?.isFastFile === false && isChannel;
}
