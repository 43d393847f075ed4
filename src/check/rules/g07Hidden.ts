import { allUses, fail, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { causesOf } from '../causes';
import { saidByFiles } from '../symptoms';

/** G7. */
export const hidden: ContainerRule = {
  id: 'G7',
  title: 'Nothing that it needs lies in the folders of the platform',
  seen: 'files below /opt/ml in the image; run again without the folders of the platform where it fails',
  why: 'The platform puts its own folders over /opt/ml/input, model, output, checkpoints and processing: what the image holds there is not seen.',
  fix: 'Copy it to a folder of your own, or code to /opt/ml/code; models come with ModelDataUrl.',
  uses: allUses,
  judge: (seen) => {
    if (seen.noRuns !== undefined) return saidByFiles(seen, 'G7') ?? unseen(seen.noRuns);
    const files = seen.inside?.hidden ?? [];
    if (causesOf(seen).has('G7')) return fail('It works only with what its image holds there.', files);
    // A server without a ModelDataUrl gets no folder over its own.
    const isCovered = seen.training !== undefined || seen.processing !== undefined || seen.serving?.hasModel === true;
    if (files.length > 0 && isCovered) return warn('The image holds files that the platform hides.', files);
    if (files.length > 0) return pass('It brings its own model, and the definition names none.', files);
    const said = saidByFiles(seen, 'G7');
    if (said) return said;
    return seen.inside ? pass('The image holds nothing there.') : unseen('The image has no shell to look with.');
  },
};
