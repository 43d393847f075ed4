import { invocationUses, notFor, pass, unseen, type ContainerRule } from '../containerRule';

/** B6. */
export const chunks: ContainerRule = {
  id: 'B6',
  title: 'It takes a body in chunks',
  seen: 'a request that it understands, sent with Transfer-Encoding: chunked',
  why: 'A transform job with MaxPayloadInMB 0 sends files of any length, in chunks; no other request comes so.',
  fix: 'Use a server that reads chunked bodies, or set MaxPayloadInMB to 1 or more.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!seen.uses.has('batch')) return notFor('Only batch transform sends bodies in chunks.');
    if (!calls?.good)
      return unseen(seen.noRuns ?? 'No request was found that it answers with 200; a fixture would tell one.');
    if (calls.chunked?.status === calls.good.answer.status) return pass('It does.');
    return notFor(
      `It does not (${calls.chunked?.failure ?? String(calls.chunked?.status)}), so MaxPayloadInMB 0 is not for it.`,
    );
  },
};
