import { allUses, fail, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { allLogs, linesWith, saidByFiles } from '../symptoms';

/** G20. */
export const credentials: ContainerRule = {
  id: 'G20',
  title: 'It takes region and credentials as the platform gives them',
  seen: 'files of credentials in the image; run without keys and AWS_DEFAULT_REGION, and again with them where that fails',
  why: "Jobs have AWS_REGION and an address for credentials of their role, neither keys nor AWS_DEFAULT_REGION; keys in an image are anybody's who has it.",
  fix: 'Give clients region_name=os.environ["AWS_REGION"], and take keys out of the image.',
  uses: allUses,
  judge: (seen) => {
    const log = linesWith(allLogs(seen), /region|credential|\bAWS_[A-Z]/i);
    if (causesOf(seen).has('G20'))
      return fail('It works only with keys or AWS_DEFAULT_REGION in its environment.', log);
    const files = (seen.inside?.credentials ?? []).filter((path) => path.endsWith('/.aws/credentials'));
    if (files.length > 0) return fail('The image holds credentials of AWS.', files);
    const said = saidByFiles(seen, 'G20');
    if (said) return said;
    if (seen.inside === undefined) return unseen(seen.noRuns ?? 'The image has no shell to look with.');
    return log.length > 0 && causesOf(seen).size > 0
      ? warn('It speaks of them where it fails.', log)
      : pass('It was run without them.');
  },
};
