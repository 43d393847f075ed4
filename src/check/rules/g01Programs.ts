import type { Observations } from '../observations';
import { allUses, fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf, servesInstead } from '../causes';
import { lastLines, lastStart, saidByFiles } from '../symptoms';

/** G1. */
export const programs: ContainerRule = {
  id: 'G1',
  title: 'The platform finds and starts its program',
  seen: 'started with exactly the arguments of the platform; PATH and permissions read by a shell in the image',
  why: 'The platform starts an image as `docker run IMAGE train` or `serve`. What is not on PATH, or may not be executed, ends the job before anything of yours runs.',
  fix: 'Copy an executable file called train or serve to a folder of PATH (RUN chmod +x), or set an ENTRYPOINT in its JSON form that takes the word.',
  uses: allUses,
  judge: (seen) => {
    if (causesOf(seen).has('G1')) return judged(seen);
    const start = lastStart(seen) ?? seen.training?.plain ?? seen.processing;
    if (start && start.startFailure === undefined)
      return pass('It was started as the platform does it.', evidenceOf(seen));
    return saidByFiles(seen, 'G1') ?? unseen(seen.noRuns ?? 'It could not be started for another reason.');
  },
};

/** It was not started, or takes the platform's word for something else. */
function judged(seen: Observations) {
  const { plain } = seen.training ?? {};
  if (plain && servesInstead(plain))
    return fail('Its program does not heed the word train: it serves.', plain.listening ?? []);
  const cures = [...(seen.training?.cures ?? []), ...(seen.serving?.cures ?? [])];
  if (!cures.some(({ rule }) => rule === 'G1')) return fail('It could not be started.', evidenceOf(seen));
  const log = seen.training?.plain.log ?? seen.serving?.isolated.log ?? [];
  return fail('Its program does not take the word of the platform, and works without.', lastLines(log, 4));
}

function evidenceOf({ training, serving, models, processing, inside }: Observations): readonly string[] {
  const failures = [training?.plain, serving?.isolated, models?.start, processing].flatMap((run) => {
    if (!run) return [];
    return run.startFailure === undefined ? [] : [run.startFailure];
  });
  const files = Object.values(inside?.programs ?? {}).map(
    ({ path, isExecutable }) => `${path}${isExecutable ? '' : ' (not executable)'}`,
  );
  const unserved = [serving?.isolated, models?.start].find((start) => start && start.healthyAfter === undefined);
  const log = training?.plain.log ?? processing?.log ?? unserved?.log ?? [];
  const logs = failures.length === 0 ? lastLines(log, 3) : [];
  return [...failures, ...files, ...logs];
}
