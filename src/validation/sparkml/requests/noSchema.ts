import type { Span } from '../../../grammars/mappedText';
import type { Finding } from '../finding';
import type { RequestFinding } from './sparkmlRequest';

/** R15. @param why the end of a sentence: the request has no schema either */
export function noSchema({ from, to }: Span, why: string): RequestFinding {
  const message = `The container has no SAGEMAKER_SPARKML_SCHEMA, and ${why}: the request is answered with 400.`;
  return { from, to, code: 'R15', message, action: 'Set the variable, or send "schema" along with JSON.' };
}

/** What is wrong with the schema of a request, which is no CSV for certain (M07). */
export function withoutCsv(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ code }) => code !== 'M07');
}
