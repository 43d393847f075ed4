import { invocationUses, notFor, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { lastLines, statusOf } from '../symptoms';

/** What becomes of a server whose model has no files. */
export const emptyModel: ContainerRule = {
  id: 'model.empty',
  title: 'Without its model it does not get into service',
  seen: 'served once more with an empty /opt/ml/model, and asked what it answers with its model',
  why: 'A training that left nothing, or a wrong path, makes an empty archive. A server that is healthy all the same takes the place of one that worked, and fails at every request.',
  fix: 'Load the model before /ping answers 200, and end with an error where it is not there.',
  uses: invocationUses,
  judge: ({ emptied, serving, noRuns }) => {
    if (!serving) return unseen(noRuns ?? 'It was not served.');
    if (!serving.hasModel) return notFor('The image brings its own model.');
    if (!emptied) return unseen('No request was found that it answers with its model.');
    const { start, answer } = emptied;
    const evidence = [`GET /ping: ${start.lastPing}`, ...(answer ? [`POST /invocations: ${statusOf(answer)}`] : [])];
    if (start.healthyAfter === undefined || !answer)
      return pass('It does not get healthy.', [...evidence, ...lastLines(start.log, 3)]);
    if (answer.status >= 200 && answer.status < 300)
      return pass('It answers without the files of its model.', evidence);
    return warn('It gets healthy without its model, and then fails at a request.', [
      ...evidence,
      ...lastLines(start.log, 3),
    ]);
  },
};
