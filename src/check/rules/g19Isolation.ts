import type { Observations } from '../observations';
import { allUses, fail, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { allLogs, lastStart, linesWith, networkWords } from '../symptoms';

/** G19. */
export const isolation: ContainerRule = {
  id: 'G19',
  title: 'It works without a way to other networks',
  seen: 'run on a network of its own that leads nowhere; again with a way out where that fails',
  why: 'With network isolation, which products of the Marketplace always have, nothing can be installed or fetched; in a VPC without a NAT it is the same.',
  fix: 'Install packages at build time, and let data and models come with channels and ModelDataUrl.',
  uses: allUses,
  judge: (seen) => {
    const evidence = linesWith(logsOf(seen), networkWords);
    if (causesOf(seen).has('G19')) {
      const cured = [...(seen.training?.cures ?? []), ...(seen.processingCures ?? [])].some(
        ({ rule }) => rule === 'G19',
      );
      if (!cured) return fail('It looks for a network, and does not work without.', evidence);
      return judged(seen, 'It fails without a way to other networks, and works with one.', evidence);
    }
    const { serving } = seen;
    if (serving?.open?.healthyAfter !== undefined)
      return judged(seen, 'It gets healthy only with a way to other networks.', evidence);
    const isSeen = seen.training?.plain.exitCode === 0 || lastStart(seen)?.healthyAfter !== undefined;
    if (seen.processing && !isSeen)
      return unseen('Processing was given a way to other networks, as its definition asks.');
    return isSeen ? pass('It worked without.') : unseen(seen.noRuns ?? 'It did not work for another reason.');
  },
};

/** It is a failure only where isolation is sure to come. */
function judged(seen: Observations, because: string, evidence: readonly string[]) {
  return seen.uses.has('marketplace') ? fail(because, evidence) : warn(because, evidence);
}

function logsOf(seen: Observations) {
  return [...allLogs(seen), ...(seen.serving?.isolated.log ?? [])];
}
