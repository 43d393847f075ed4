import type { SyntaxNode } from '@lezer/common';
import { joined, MappedTextBuilder, type MappedText, type Quote } from '../mappedText';
import { childrenOf, type PythonSource } from './parsePython';

const opening = /^([a-zA-Z]{0,2})("""|'''|"|')/;
/** The escapes of one character. */
const simple: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const lineEnd = String.raw`\r\n|\r`;
const escape = String.raw`\\(?:\r\n|[\n\\'"abfnrtv]|[0-7]{1,3}|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|N\{[^}]*\})|${lineEnd}`;
/** In an f-string. */
const brace = String.raw`\{\{|\}\}`;

/**
 * The value of a string literal, also of several in a row; undefined for bytes, for an f-string, for one without its end, and for any other
 * node.
 */
export function pythonString(source: PythonSource, node: SyntaxNode): MappedText | undefined {
  if (node.name === 'String') return literal(source.text.slice(node.from, node.to), node.from);
  if (node.name !== 'ContinuedString') return undefined;
  const parts = childrenOf(node)
    .filter(({ name }) => name !== 'Comment')
    .map((part) => pythonString(source, part));
  return parts.every((part) => part !== undefined) ? joined(parts) : undefined;
}

function literal(text: string, offset: number): MappedText | undefined {
  const quotes = stringQuotes(text);
  if (!quotes || quotes.isFormat) return undefined;
  return stringPiece(quotes, text.slice(quotes.start, text.length - quotes.mark.length), offset + quotes.start);
}

/** How a string literal is quoted. */
export interface StringQuotes {
  /** Where its content begins. */
  readonly start: number;
  readonly mark: string;
  readonly isRaw: boolean;
  /** Braces stand for themselves only in pairs. */
  readonly isFormat: boolean;
}

/** Undefined for bytes, and for a literal without its end. */
export function stringQuotes(text: string): StringQuotes | undefined {
  const [start, prefix = '', mark = ''] = opening.exec(text) ?? [];
  if (start === undefined || /b/i.test(prefix)) return undefined;
  if (text.length < start.length + mark.length || !text.endsWith(mark)) return undefined;
  return { start: start.length, mark, isRaw: /r/i.test(prefix), isFormat: /f/i.test(prefix) };
}

/** The value of what stands between the quotes of a literal, or of a part of it. @param host where it stands in the file */
export function stringPiece(
  { mark, isRaw, isFormat }: StringQuotes,
  content: string,
  host: number,
): MappedText | undefined {
  const quote = quoteFor(mark, isRaw);
  const builder = new MappedTextBuilder(host).piece((text) =>
    isFormat ? quote(text)?.replaceAll(/[{}]/g, '$&$&') : quote(text),
  );
  const special = new RegExp(`${isRaw ? lineEnd : escape}${isFormat ? `|${brace}` : ''}`, 'g');
  let last = 0;
  for (const match of content.matchAll(special)) {
    const value = valueOf(match[0]);
    if (value === undefined) return undefined;
    builder.add(content.slice(last, match.index), host + last);
    builder.add(value, host + match.index, match[0].length);
    last = match.index + match[0].length;
  }
  return builder.add(content.slice(last), host + last).build();
}

/** What an escape stands for; undefined for one by name. */
function valueOf(text: string): string | undefined {
  if (/[{}]/.test(text.charAt(0))) return text.charAt(0);
  if (!text.startsWith('\\')) return '\n';
  const sign = text.charAt(1);
  if (sign === '\n' || sign === '\r') return '';
  if (sign === 'N') return undefined;
  if (/[xuU]/.test(sign)) return character(parseInt(text.slice(2), 16));
  return /[0-7]/.test(sign) ? character(parseInt(text.slice(1), 8)) : simple[sign];
}

function character(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function quoteFor(quote: string, isRaw: boolean): Quote {
  const mark = quote.charAt(0);
  const isLong = quote.length > 1;
  return (text) => {
    // Raw quotes hold what is written, but for line ends, which Python reads as one kind.
    if (isRaw) return text.includes(mark) || (isLong ? /[\\\r]/ : /[\\\r\n]/).test(text) ? undefined : text;
    const escaped = text.replaceAll('\\', '\\\\').replaceAll('\r', '\\r');
    // A single mark may stand inside three of them, but not at their end.
    if (isLong) return /(["'])\1\1|["']$/.test(text) ? escaped.replaceAll(mark, `\\${mark}`) : escaped;
    return escaped.replaceAll(mark, `\\${mark}`).replaceAll('\n', '\\n');
  };
}
