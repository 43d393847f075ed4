import { maxBodyBytes } from '../contract/hosting';
import type { Expectation, InvocationRequest } from '../definitions/definition';
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
  return [...problems, ...checkStatus(expected)];
}

/** I11: a container's own status is told only inside a ModelError, which is a 424. An absent StatusCode means 200. */
function checkStatus({ StatusCode: status, OriginalStatusCode: original }: Expectation = {}): readonly Problem[] {
  if (original === undefined || status === 424) return [];
  const message = 'OriginalStatusCode is there only when the caller sees status 424.';
  return [
    status === undefined
      ? { code: 'I11', path: ['Expect'], message, action: 'Add "StatusCode": 424.' }
      : { code: 'I11', path: ['Expect', 'StatusCode'], message, action: 'Write 424.', replacement: '424' },
  ];
}
