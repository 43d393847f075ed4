import type { Observations } from '../observations';
import { allUses, fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf, isOtherUser, unknownUserWords } from '../causes';
import { allLogs, deniedWords, linesWith, saidByFiles } from '../symptoms';

/** G8. */
export const user: ContainerRule = {
  id: 'G8',
  title: 'Its user may write where the platform wants it to',
  seen: 'USER of the image; run in folders that belong to root, and again as root where that fails',
  why: 'The folders of the platform belong to root, with mode 755. A program of another user can write neither a model nor its outputs.',
  fix: 'Leave USER out of the Dockerfile, or end it with USER root.',
  uses: allUses,
  judge: (seen) => {
    if (!seen.image) return saidByFiles(seen, 'G8') ?? unseen(seen.noRuns ?? 'The image was not looked at.');
    const { user } = seen.image;
    if (!isOtherUser(user)) return pass('It runs as root.');
    const refused = startFailures(seen).filter((text) => unknownUserWords.test(text));
    if (refused.length > 0) return fail(`The image has no user ${user}.`, [`USER ${user}`, ...refused]);
    const cured = [seen.training?.cures, seen.serving?.cures, seen.processingCures]
      .flatMap((cures) => cures ?? [])
      .filter(({ rule }) => rule === 'G8');
    const evidence = [
      `USER ${user}`,
      ...linesWith(allLogs(seen), deniedWords),
      ...cured.map(({ change }) => `works ${change}`),
    ];
    return causesOf(seen).has('G8')
      ? fail(`It runs as ${user}, who may not write there.`, evidence)
      : pass(`It runs as ${user}, and that was enough here.`, evidence);
  },
};

function startFailures({ training, processing, serving, models }: Observations): readonly string[] {
  const starts = [training?.plain, processing, serving?.isolated, models?.start];
  return starts.flatMap((one) => one?.startFailure ?? []);
}
