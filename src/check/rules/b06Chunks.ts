import { fail, invocationUses, notFor, pass, unseen, type ContainerRule } from '../containerRule';
import type { CallsSeen } from '../servingSeen';

/** B6. */
export const chunks: ContainerRule = {
  id: 'B6',
  title: 'It takes a body in chunks',
  seen: 'a request that it understands, sent with Transfer-Encoding: chunked; MaxPayloadInMB of the transform job',
  why: 'A transform job with MaxPayloadInMB 0 sends files of any length, in chunks; no other request comes so.',
  fix: 'Use a server that reads chunked bodies, or set MaxPayloadInMB to 1 or more.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!seen.uses.has('batch')) return notFor('Only batch transform sends bodies in chunks.');
    if (!calls?.good)
      return unseen(seen.noRuns ?? 'No request was found that it answers with 200; a fixture would tell one.');
    if (readsChunks(calls)) return pass('It does.');
    const answer = calls.chunked?.failure ?? `${String(calls.chunked?.status)} ${calls.chunked?.body ?? ''}`.trim();
    return calls.wantsChunks
      ? fail('It does not, and its transform job sends nothing else.', [answer])
      : notFor(`It does not (${answer}), so MaxPayloadInMB 0 is not for it.`);
  },
};

/** A server that looks for Content-Length takes chunks for an empty body, which it may well answer with 200: with another answer, where the same request has the same one. */
function readsChunks({ good, kept, chunked }: CallsSeen): boolean {
  if (chunked?.status !== good?.answer.status) return false;
  const isSteady = kept?.answer.body === good?.answer.body;
  return !isSteady || chunked?.body === good?.answer.body;
}
