import { pass, notFor, unseen, warn, type ContainerRule } from '../containerRule';
import { isGood, lastLines, says, tracebackWords } from '../symptoms';

/** P5. */
export const outputs: ContainerRule = {
  id: 'P5',
  title: 'What it makes lies in the folders of its outputs',
  seen: 'files below the LocalPath of each output, after it has ended with 0',
  why: 'Only what lies there goes to S3, and symbolic links are not followed; the rest is gone with the instance.',
  fix: 'Write files to the LocalPath of an output, which is there before the program starts.',
  uses: ['processing'],
  judge: ({ processing, noRuns, noPlan }) => {
    if (!processing) return unseen(noRuns ?? noPlan ?? 'No definition says what it processes.');
    const { outputFiles: files, emptyOutputs: empty = [], outputLinks: links = [] } = processing;
    if (files === undefined) return notFor('The definition has no outputs.');
    if (!isGood(processing)) return unseen('It does not end with 0.');
    if (links.length > 0) return warn('It leaves symbolic links, which nobody follows.', links.slice(0, 6));
    if (files === 0 && says(processing.log, tracebackWords))
      return unseen('It has failed without saying so by its exit code.');
    if (files === 0) return warn('It ended with 0 and left nothing there.', lastLines(processing.log));
    const [first] = empty;
    if (first !== undefined) return warn(`It ended with 0 and left nothing in ${first}.`, [...empty]);
    return pass(`Files that it left: ${String(files)}.`);
  },
};
