import { allUses, fail, pass, unseen, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { allLogs, isGood, lastStart, linesWith, privilegeWords, saidByFiles } from '../symptoms';

/** G30. */
export const privileges: ContainerRule = {
  id: 'G30',
  title: 'It needs no privileges',
  seen: 'run without any; packages that the Dockerfile installs',
  why: 'Containers get no capabilities, no /dev/fuse and no engine of their own, and there is no way to ask for them.',
  fix: 'Let data come with channels, and use boto3 for S3 in place of mounting it; leave limits and settings of the kernel as they are.',
  uses: allUses,
  judge: (seen) => {
    if (causesOf(seen).has('G30'))
      return fail('It does what needs privileges.', linesWith(allLogs(seen), privilegeWords));
    const said = saidByFiles(seen, 'G30');
    if (said) return said;
    const isSeen =
      isGood(seen.training?.plain) || isGood(seen.processing) || lastStart(seen)?.healthyAfter !== undefined;
    return isSeen ? pass('It worked without any.') : unseen(seen.noRuns ?? 'It did not work for another reason.');
  },
};
