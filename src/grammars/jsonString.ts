import { MappedTextBuilder, type MappedText, type Quote } from './mappedText';

const escape = /\\(?:u([\dA-Fa-f]{4})|(.))/gs;
const simple: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const quote: Quote = (text) => JSON.stringify(text).slice(1, -1);

/**
 * The value of a JSON string literal. Takes any text, also one that is no JSON: a bad escape stands for its character.
 * @param literal with its quotes
 * @param offset where its first quote stands
 */
export function jsonString(literal: string, offset: number): MappedText {
  const content = literal.slice(1, literal.length > 1 && literal.endsWith('"') ? -1 : undefined);
  const start = offset + 1;
  const builder = new MappedTextBuilder(start).piece(quote);
  if (!content.includes('\\')) return builder.add(content, start).build();
  let last = 0;
  for (const match of content.matchAll(escape)) {
    const [whole, code, sign = ''] = match;
    builder.add(content.slice(last, match.index), start + last);
    const value = code === undefined ? (simple[sign] ?? sign) : String.fromCharCode(parseInt(code, 16));
    builder.add(value, start + match.index, whole.length);
    last = match.index + whole.length;
  }
  return builder.add(content.slice(last), start + last).build();
}
