import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { asI5Says, endedWhenAsked } from '../symptoms';

/** G29. */
export const charset: ContainerRule = {
  id: 'G29',
  title: 'It takes a Content-Type with a charset',
  seen: 'a request that it answers with 200, sent again with "; charset=utf-8"',
  why: 'In a pipeline the answer of one container is the request of the next, with its Content-Type as it stands: many servers write the charset behind it.',
  fix: 'Compare only what stands before the semicolon.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const { good, withCharset } = calls;
    if (!good) return unseen('No request was found that it answers with 200; a fixture would tell one.');
    if (good.contentType.includes('charset=')) return pass(`It answered 200 to ${good.contentType}.`);
    if (!withCharset) return unseen(`A charset means nothing behind ${good.contentType}.`);
    if (endedWhenAsked(seen)) return unseen(asI5Says);
    const sent = `${good.contentType}; charset=utf-8`;
    if (withCharset.status === good.answer.status) return pass(`It answered ${String(withCharset.status)} to ${sent}.`);
    const evidence = [
      `${good.contentType}: ${String(good.answer.status)}`,
      `${sent}: ${withCharset.failure ?? String(withCharset.status)} ${withCharset.body}`.trim(),
    ];
    const because = `It does not take ${sent}.`;
    return seen.uses.has('pipeline') ? fail(because, evidence) : warn(because, evidence);
  },
};
