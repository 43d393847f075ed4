import { isDeepStrictEqual } from 'node:util';
import type { Mismatch } from '../contract/mismatch';
import type { Expectation } from './definition';

/** What a caller of InvokeEndpoint got. */
export interface Answer {
  readonly statusCode: number;
  readonly contentType: string;
  readonly body: string;
  readonly milliseconds: number;
}

/** Compare an answer with what a fixture expects, field by field; an absent field is not compared, an absent status means 200. */
export function mismatches(expect: Expectation, answer: Answer): readonly Mismatch[] {
  const found: Mismatch[] = [];
  const differ = (field: string, expected: unknown, actual: unknown) => {
    found.push({ field, expected: String(expected), actual: String(actual) });
  };
  const status = expect.StatusCode ?? 200;
  if (answer.statusCode !== status) differ('StatusCode', status, answer.statusCode);
  const original = originalStatus(answer);
  if (expect.OriginalStatusCode !== undefined && original !== expect.OriginalStatusCode) {
    differ('OriginalStatusCode', expect.OriginalStatusCode, original ?? 'none');
  }
  if (expect.ContentType !== undefined && answer.contentType !== expect.ContentType)
    differ('ContentType', expect.ContentType, answer.contentType);
  if (expect.Body !== undefined && !sameBody(expect.Body, answer)) differ('Body', expect.Body, answer.body);
  if (expect.BodyMatches !== undefined && !new RegExp(expect.BodyMatches).test(answer.body))
    differ('BodyMatches', expect.BodyMatches, answer.body);
  const limit = expect.LatencyInMilliseconds;
  if (limit !== undefined && answer.milliseconds > limit)
    differ('LatencyInMilliseconds', `at most ${String(limit)}`, answer.milliseconds);
  return found;
}

/** JSON is compared as values, anything else as text without its last newline. */
function sameBody(expected: string, { body, contentType }: Answer): boolean {
  if (withoutLastNewline(expected) === withoutLastNewline(body)) return true;
  if (!/^application\/([\w.]+\+)?json\b/.test(contentType)) return false;
  const [wanted, got] = [parse(expected), parse(body)];
  return wanted !== undefined && got !== undefined && isDeepStrictEqual(wanted.value, got.value);
}

function originalStatus({ statusCode, body }: Answer): unknown {
  const error = statusCode === 424 ? parse(body)?.value : undefined;
  return typeof error === 'object' && error !== null && 'OriginalStatusCode' in error
    ? error.OriginalStatusCode
    : undefined;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    // Not JSON: then it is compared as text only.
    return undefined;
  }
}

function withoutLastNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}
