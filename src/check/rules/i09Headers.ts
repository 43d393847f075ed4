import { fail, invocationUses, pass, unseen, type ContainerRule } from '../containerRule';
import { asI5Says, endedWhenAsked, statusOf } from '../symptoms';

/** I9. */
export const headers: ContainerRule = {
  id: 'I9',
  title: 'It takes the headers that the platform hands on',
  seen: 'a request that it understands, sent again with 1024 characters of X-Amzn-SageMaker-Custom-Attributes and its like',
  why: 'Callers may send custom attributes, a session or an inference id; a server that refuses long or unknown headers refuses their requests.',
  fix: 'Ignore headers that it does not know, and allow 8 KB of them.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const { good, withHeaders } = calls;
    if (!good || !withHeaders)
      return unseen('No request was found that it answers with 200; a fixture would tell one.');
    if (endedWhenAsked(seen)) return unseen(asI5Says);
    if (withHeaders.status === good.answer.status) return pass('It does.');
    return fail('It does not answer a request with them as it does one without.', [
      `without: ${statusOf(good.answer)}`,
      `with: ${statusOf(withHeaders)} ${withHeaders.body}`.trim(),
    ]);
  },
};
