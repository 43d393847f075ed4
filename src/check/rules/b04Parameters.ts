import { fail, pass, unseen, type ContainerRule } from '../containerRule';

const known = ['MaxConcurrentTransforms', 'BatchStrategy', 'MaxPayloadInMB'];

/** B4. */
export const parameters: ContainerRule = {
  id: 'B4',
  title: '/execution-parameters answers with parameters, or not at all',
  seen: 'GET /execution-parameters',
  why: 'What it says decides how records are sent where the request does not.',
  fix: `Answer JSON with ${known.join(', ')}, or 404.`,
  uses: ['batch'],
  judge: (seen) => {
    const answer = seen.serving?.calls?.parameters;
    if (!answer) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const evidence = [`${answer.failure ?? String(answer.status)} ${answer.body.trim()}`.trim()];
    if (answer.status !== 200) return pass('It has none, so the defaults are taken.', evidence);
    return isParameters(answer.body)
      ? pass('It answers with parameters.', evidence)
      : fail('It answers 200 without parameters.', evidence);
  },
};

function isParameters(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && known.some((name) => name in value);
  } catch {
    // No JSON.
    return false;
  }
}
