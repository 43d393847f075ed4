import { MappedTextBuilder, type MappedText, type Quote } from './mappedText';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

const named: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const lineBreak = /[ \t]*\r?\n[ \t\r\n]*/y;
const escaped = /\\(?:\r?\n[ \t]*|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|.)/y;
const blanks = /[ \n]+/y;

/**
 * A scalar's value, each character with its place. The value is known already: the source is followed along it.
 * @param source the scalar as it stands in the file, without quotes or block header
 * @returns undefined where the two don't fit, which nobody should be misled by
 */
export function yamlScalar(
  value: string,
  source: { readonly text: string; readonly offset: number },
  style: ScalarStyle,
): MappedText | undefined {
  // An empty block has no line yet whose indent a text could take.
  const quote = style === 'block' && value.trim() === '' ? () => undefined : quotes[style];
  const builder = new MappedTextBuilder(source.offset).piece(quote);
  let at = style === 'block' ? source.text.length - source.text.trimStart().length : 0;
  let done = 0;
  while (done < value.length) {
    const step = stepAt(value, done, { text: source.text, at, style });
    if (!step) return undefined;
    builder.add(value.slice(done, done + step.value), source.offset + at, step.source);
    done += step.value;
    at += step.source;
  }
  return builder.build();
}

interface Step {
  /** How many characters of the value… */
  readonly value: number;
  /** … come from how many of the source. */
  readonly source: number;
}

function stepAt(
  value: string,
  done: number,
  { text, at, style }: { readonly text: string; readonly at: number; readonly style: ScalarStyle },
): Step | undefined {
  if (style === 'double' && text.charAt(at) === '\\') return escapeAt(value, done, text, at);
  const breaks = lengthOf(lineBreak, text, at);
  if (breaks > 0) return { value: lengthOf(blanks, value, done), source: breaks };
  if (style === 'single' && text.startsWith("''", at)) {
    return value.charAt(done) === "'" ? { value: 1, source: 2 } : undefined;
  }
  if (value.charAt(done) === text.charAt(at)) return { value: 1, source: 1 };
  // The last line break of a block may stand for the end of the file.
  return at >= text.length && value.slice(done).trim() === '' ? { value: value.length - done, source: 0 } : undefined;
}

function escapeAt(value: string, done: number, text: string, at: number): Step | undefined {
  const source = lengthOf(escaped, text, at);
  if (source === 0) return undefined;
  const sign = text.charAt(at + 1);
  if (sign === '\n' || sign === '\r') return { value: 0, source };
  const code = /[xuU]/.test(sign) ? parseInt(text.slice(at + 2, at + source), 16) : undefined;
  const meant = code !== undefined && code <= 0x10ffff ? String.fromCodePoint(code) : (named[sign] ?? sign);
  return value.startsWith(meant, done) ? { value: meant.length, source } : undefined;
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

const quotes: Readonly<Record<ScalarStyle, Quote>> = {
  plain: (text) => (/^(?:[\w./=]|[:-](?! |$)| (?=[\w./=-]))*$/.test(text) ? text : undefined),
  single: (text) => (text.includes('\n') ? undefined : text.replaceAll("'", "''")),
  double: (text) => JSON.stringify(text).slice(1, -1),
  block: (text) => (text.includes('\n') ? undefined : text),
};
