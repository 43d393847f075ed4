import { maxBodyBytes } from '../contract/hosting';
import type { InvocationRequest } from '../definitions/definition';
import { checkExpression } from './checkExpression';
import type { Problem } from './problem';

/** What a schema can't say about a fixture. Takes a request whose values are of the right types. */
export function checkInvocation({ Body: body = '', Expect: expected }: InvocationRequest): readonly Problem[] {
  const problems: Problem[] = [];
  const bytes = Buffer.byteLength(body);
  if (bytes > maxBodyBytes) {
    const message = `Body has ${String(bytes)} bytes; a call takes at most ${String(maxBodyBytes)}.`;
    problems.push({ code: 'I8', path: ['Body'], message, action: 'Send less at once.' });
  }
  const { fault } = checkExpression(expected?.BodyMatches ?? '');
  if (fault !== undefined) {
    const message = `The regular expression does not compile: ${fault}.`;
    problems.push({ code: 'invocation.regex', path: ['Expect', 'BodyMatches'], message, action: 'Correct it.' });
  }
  if (expected?.OriginalStatusCode !== undefined && (expected.StatusCode ?? 424) !== 424) {
    const message = 'OriginalStatusCode is there only when the caller sees status 424.';
    problems.push({
      code: 'I11',
      path: ['Expect', 'StatusCode'],
      message,
      action: 'Expect StatusCode 424, or remove OriginalStatusCode.',
      replacement: '424',
    });
  }
  return problems;
}
