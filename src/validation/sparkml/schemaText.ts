import type { Span } from '../../grammars/mappedText';
import { replace, type Finding } from './finding';

/** Text in quotes of some kind. */
export interface TextToken extends Span {
  readonly kind: 'text';
  readonly value: string;
  readonly quote: 'double' | 'single' | 'typographic';
  /** Its closing quote is missing. */
  readonly isOpen: boolean;
}

const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\u201c': '\u201c\u201d\u2033"',
  '\u201d': '\u201c\u201d\u2033"',
  '\u201e': '\u201c\u201d\u2033"',
  '\u2033': '\u201c\u201d\u2033"',
  '\u2018': '\u2018\u2019\u2032',
  '\u2019': '\u2018\u2019\u2032',
  '`': '`',
};
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const named: Readonly<Record<string, string>> = {
  '\r\n': '\\n',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** Text in which nothing is escaped, or has to be. */
const plainText = /"[ !#-[\]-\uffff]*"/y;

/** The quoted text that begins at an offset, with what is wrong inside it (P14); undefined where none begins. */
export function readText(
  text: string,
  from: number,
): { readonly token: TextToken; readonly found: readonly Finding[] } | undefined {
  const opening = text.charAt(from);
  const ends = Object.hasOwn(closing, opening) ? closing[opening] : undefined;
  if (ends === undefined) return undefined;
  const quote = opening === '"' ? 'double' : opening === "'" || opening === '`' ? 'single' : 'typographic';
  plainText.lastIndex = from;
  const plain = quote === 'double' ? plainText.exec(text)?.[0] : undefined;
  if (plain !== undefined) {
    const token = {
      kind: 'text',
      from,
      to: from + plain.length,
      value: plain.slice(1, -1),
      quote,
      isOpen: false,
    } as const;
    return { token, found: [] };
  }
  const found: Finding[] = [];
  const end = lastLineEnd(text);
  let value = '';
  let at = from + 1;
  while (at < end && !ends.includes(text.charAt(at))) {
    const part = characterAt(text, at, quote === 'single');
    if (part.fault) found.push(part.fault);
    value += part.value;
    at += part.length;
  }
  const isOpen = at >= end;
  return { token: { kind: 'text', from, to: isOpen ? end : at + 1, value, quote, isOpen }, found };
}

/** Here documents and blocks of YAML end with a line break, which is in no text that somebody forgot to close. */
function lastLineEnd(text: string): number {
  let end = text.length;
  while (end > 0 && '\r\n'.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

interface Character {
  readonly value: string;
  readonly length: number;
  readonly fault?: Finding;
}

/** @param lenient Python's own escapes are let through: what is wrong is the kind of quotes */
function characterAt(text: string, at: number, lenient: boolean): Character {
  const sign = text.charAt(at);
  if (text.startsWith('\r\n', at)) return { value: '\r\n', length: 2, fault: controlFault('\r\n', at) };
  if (sign < ' ') return { value: sign, length: 1, fault: controlFault(sign, at) };
  if (sign !== '\\') return { value: sign, length: 1 };
  const next = text.charAt(at + 1);
  const code = next === 'u' ? /^[\dA-Fa-f]{4}/.exec(text.slice(at + 2, at + 6))?.[0] : undefined;
  if (code !== undefined) return { value: String.fromCharCode(parseInt(code, 16)), length: 6 };
  const plain = Object.hasOwn(escapes, next) ? escapes[next] : undefined;
  if (plain !== undefined) return { value: plain, length: 2 };
  if (lenient || next === '') return { value: next, length: next === '' ? 1 : 2 };
  if (next < ' ') {
    // The backslash goes with it: in the quoting of some files it would spoil what is written behind it.
    const control = text.startsWith('\r\n', at + 1) ? '\r\n' : next;
    return { value: control, length: 1 + control.length, fault: controlFault(control, at, 1 + control.length) };
  }
  return { value: next, length: 2, fault: escapeFault({ from: at, to: at + 2 }, next) };
}

function controlFault(sign: string, from: number, length = sign.length): Finding {
  const span = { from, to: from + length };
  const written = named[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    ...span,
    code: 'P14',
    message: 'A control character stands inside a text; JSON wants it escaped.',
    action: `Write ${written}, or close the quotes before it.`,
    repairs: [replace(span, written, `Change to ${written}`)],
  };
}

function escapeFault(span: Span, next: string): Finding {
  const isUnicode = next === 'u';
  return {
    ...span,
    code: 'P14',
    message: isUnicode ? 'Four hexadecimal digits must follow \\u.' : `\\${next} is no escape of JSON.`,
    action: 'Write a backslash as \\\\.',
    repairs: [
      ...(next === "'" ? [replace(span, "'", "Change to '")] : []),
      replace({ from: span.from, to: span.from + 1 }, '\\\\', 'Escape the backslash'),
    ],
  };
}
