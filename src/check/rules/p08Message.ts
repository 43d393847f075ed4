import { fail, pass, unseen, type ContainerRule } from '../containerRule';

/** P8. */
export const exitMessage: ContainerRule = {
  id: 'P8',
  title: 'Its exit message is text',
  seen: '/opt/ml/output/message',
  why: 'The first 1 KB of that file is the ExitMessage of the job; what is not UTF-8 makes the job fail.',
  fix: 'Write it as UTF-8, or write none.',
  uses: ['processing'],
  judge: ({ processing, noRuns, noPlan }) => {
    if (!processing) return unseen(noRuns ?? noPlan ?? 'No definition says what it processes.');
    if (processing.message === undefined) return pass('It writes none.');
    return processing.messageIsText === false ? fail('It is not UTF-8.') : pass('It is text.', [processing.message]);
  },
};
