import type { CallSeen } from '../servingSeen';
import { fail, invocationUses, pass, unseen, warn, type ContainerRule } from '../containerRule';
import { asI5Says, endedWhenAsked } from '../symptoms';

/** I10. */
export const answer: ContainerRule = {
  id: 'I10',
  title: 'Its answers name their Content-Type, with and without Accept',
  seen: 'headers of an answer, and whether one that says so is JSON; the same request without Accept',
  why: 'The Content-Type goes on to the caller, or to the next container; callers need not send Accept, and inside a pipeline none comes.',
  fix: 'Set Content-Type on every answer, and have a default for a missing Accept. One JSON value a line is application/jsonlines.',
  uses: invocationUses,
  judge: (seen) => {
    const calls = seen.serving?.calls;
    if (!calls) return unseen(seen.noRuns ?? 'It did not get healthy.');
    const { good, withoutAccept } = calls;
    if (!good) return unseen('No request was found that it answers with 200; a fixture would tell one.');
    if (endedWhenAsked(seen)) return unseen(asI5Says);
    const evidence = [`Accept ${good.accept ?? '(none)'}: ${good.answer.contentType || 'no Content-Type'}`];
    if (withoutAccept)
      evidence.push(
        `Accept (none): ${withoutAccept.failure ?? String(withoutAccept.status)} ${withoutAccept.contentType}`,
      );
    if (withoutAccept && withoutAccept.status !== good.answer.status) {
      const because = 'It fails where a request has no Accept.';
      return seen.uses.has('pipeline') ? fail(because, evidence) : warn(because, evidence);
    }
    if (good.answer.contentType === '' && good.answer.body !== '')
      return warn('Its answer has no Content-Type.', evidence);
    const other = otherThanSaid(good.answer);
    return other === undefined ? pass('It names them.', evidence) : warn(other, evidence);
  },
};

/** What is wrong with an answer that says it is JSON; undefined where nothing is, or too little of it was kept to tell. */
function otherThanSaid({ contentType, body, isWhole }: CallSeen): string | undefined {
  if (isWhole !== true || body === '' || !/^application\/json\b/i.test(contentType)) return undefined;
  // The first bytes of gzip, the second of which is no text.
  if (body.startsWith('\u001f\ufffd')) return 'It compresses its answers, which nobody has asked it for.';
  if (isJson(body)) return undefined;
  return isJsonLines(body)
    ? 'It says application/json, and sends JSON Lines: a client that reads it as it says fails at the second line.'
    : 'It says application/json, and what it sends is something else.';
}

/** An object or a list on each of several lines. The platform hands it on under any name; what goes by the name fails. */
function isJsonLines(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => /^\s*[[{]/.test(line) && isJson(line));
}

function isJson(text: string): boolean {
  try {
    // Python writes these, and reads them.
    JSON.parse(text.replace(/-?\b(?:NaN|Infinity)\b/g, '0'));
    return true;
  } catch {
    // The parser's way to say no.
    return false;
  }
}
