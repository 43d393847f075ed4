import { accepts } from '../../environments/judgeEnvironments';
import type { Finding } from '../finding';
import { replace } from '../finding';
import { knownContentType } from '../requests/judgeRequest';
import { isAccepted } from '../requests/accepts';

/** R07. Offsets are those of the value. */
export function checkAccept(accept: string | undefined): readonly Finding[] {
  if (accept === undefined || isAccepted(accept)) return [];
  const span = { from: 0, to: accept.length };
  const message = `"${accept}" is no Accept that the container knows: the request is answered with 400.`;
  const repairs = accepts.map((known) => replace(span, known, `Change to ${known}`));
  return [{ ...span, code: 'R07', message, action: `Write ${accepts.join(', or ')}.`, repairs }];
}

/** R13. Offsets are those of the value, or of the brace where there is none. */
export function checkContentType(contentType: string | undefined, body = ''): readonly Finding[] {
  if (knownContentType(contentType) !== undefined) return [];
  const action = 'Write text/csv, application/json or application/jsonlines.';
  if (contentType === undefined) {
    const message = 'The fixture has no ContentType: the container answers with 415.';
    return [{ from: 0, to: 1, code: 'R13', message, action }];
  }
  const span = { from: 0, to: contentType.length };
  const meant = /^\s*[[{]/.test(body) ? 'application/json' : 'text/csv';
  return [
    {
      ...span,
      code: 'R13',
      message: `"${contentType}" is no Content-Type that the container knows: it answers with 415.`,
      action,
      repairs: [replace(span, meant, `Change to ${meant}`)],
    },
  ];
}
