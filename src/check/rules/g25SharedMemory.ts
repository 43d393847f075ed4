import { allUses, fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { allLogs, isGood, lastLines, lastStart } from '../symptoms';

/** G25. */
export const sharedMemory: ContainerRule = {
  id: 'G25',
  title: '64 MB of /dev/shm are enough for it',
  seen: 'run with 64 MB; again with 1 GB where that fails with a bus error or without space',
  why: 'Workers that hand data on by shared memory (DataLoader, Triton) end with a bus error where it is small, and nothing in a request makes it larger.',
  fix: 'Use fewer workers, hand data on by files (torch.multiprocessing.set_sharing_strategy("file_system")), or smaller batches.',
  uses: allUses,
  judge: (seen) => {
    if (causesOf(seen).has('G25')) return fail('It fails with 64 MB of /dev/shm.', lastLines(allLogs(seen)));
    const isSeen =
      isGood(seen.training?.plain) || isGood(seen.processing) || lastStart(seen)?.healthyAfter !== undefined;
    return isSeen ? pass('It worked with 64 MB.') : unseen(seen.noRuns ?? 'It did not work for another reason.');
  },
};
