import { fail, invocationUses, pass, unseen, type ContainerRule } from '../containerRule';
import { asI5Says, endedWhenAsked, statusOf, takesFirstPiece } from '../symptoms';

/** A request whose body comes slowly. */
export const inPieces: ContainerRule = {
  id: 'request.slow',
  title: 'It waits for a body that comes slowly',
  seen: 'a request that it understands, with a pause in the middle of its body',
  why: 'A large body comes in many pieces, and some of them late. A server that takes the first piece for all of it answers to half a request.',
  fix: 'Read as many bytes as Content-Length says, and give them some seconds.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const { good, inPieces: slow } = calls;
    if (!good || !slow) return unseen('No request was found that it answers with 200; a fixture would tell one.');
    if (endedWhenAsked(seen)) return unseen(asI5Says);
    const evidence = [
      `at once: ${statusOf(good.answer)}`,
      `in two pieces: ${statusOf(slow)} ${slow.body.slice(0, 80)}`,
    ];
    if (slow.status !== good.answer.status)
      return fail('It does not answer it as it does one that comes at once.', evidence);
    return takesFirstPiece(seen)
      ? fail('Its answer is another one, as if half of the body had not come.', evidence)
      : pass('It does.', evidence);
  },
};
