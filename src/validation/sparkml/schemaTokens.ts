import type { Span } from '../../grammars/mappedText';
import { replace, type Finding, type Repair } from './finding';
import { readText, type TextToken } from './schemaText';

/** A piece of a schema's text. A `word` is nothing that JSON knows. */
export type Token = TextToken | MarkToken;

export interface MarkToken extends Span {
  readonly kind: '{' | '}' | '[' | ']' | ',' | ':' | 'number' | 'boolean' | 'null' | 'word' | 'broken' | 'strange';
  readonly text: string;
}

/** Literals of other languages, by what they mean in JSON. */
const foreign: Readonly<Record<string, string>> = {
  None: 'null',
  nil: 'null',
  undefined: 'null',
  NULL: 'null',
  Null: 'null',
  NaN: 'null',
  nan: 'null',
  Infinity: 'null',
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
};
const blank = /[ \t\r\n]+/y;
/** Spaces that are none in JSON, and marks without a width. */
const strangeBlank = /[\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\v\f]+/y;
const comment = /\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|#[^\r\n]*/y;
const placeholder = /\$\{[^}]*\}|\$\([^)]*\)|\$\w+|\{\{[^{}"]*\}\}|<[A-Za-z][\w .-]*>|%\(\w+\)s|%s/y;
const word = /[A-Za-z_$][\w$.-]*/y;
const numberLike = /[-+]?(?:Infinity|NaN|[\d.][\w.]*(?:(?<=[eE])[-+]\d+)?)/y;
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** Cuts a text into tokens; what is wrong with single ones is found on the way. */
export function tokensOf(text: string): { readonly tokens: readonly Token[]; readonly findings: readonly Finding[] } {
  const tokens: Token[] = [];
  const findings: Finding[] = [];
  for (let at = 0; at < text.length;) {
    if (text.charCodeAt(at) <= 32) {
      const skipped = lengthOf(blank, text, at);
      at += skipped;
      if (skipped > 0) continue;
    }
    // Nearly all of a schema is these; the rest is mistakes, which need a closer look.
    const mark = markAt(text, at);
    if (mark) {
      tokens.push(mark);
      at += 1;
      continue;
    }
    const { token, found, to } = tokenAt(text, at);
    if (token) tokens.push(token);
    if (found.length > 0) findings.push(...found);
    at = to;
  }
  return { tokens, findings };
}

interface Cut {
  readonly token?: Token;
  readonly found: readonly Finding[];
  readonly to: number;
}

function tokenAt(text: string, at: number): Cut {
  const sign = text.charAt(at);
  const plain = sign === '"' ? readText(text, at) : undefined;
  if (plain) return { token: plain.token, found: plain.found, to: plain.token.to };
  const spaces = lengthOf(strangeBlank, text, at);
  if (spaces > 0) return { found: [strangeSign(text, at, spaces)], to: at + spaces };
  const note = lengthOf(comment, text, at);
  if (note > 0) return { found: [commentFinding(at, note)], to: at + note };
  const reference = lengthOf(placeholder, text, at);
  if (reference > 0) {
    return { ...cut('broken', text, at, reference), found: [placeholderFinding(text, at, reference)] };
  }
  if (isMark(sign)) return cut(sign, text, at, 1);
  const quoted = readText(text, at);
  if (quoted) return { ...quoted, to: quoted.token.to };
  const number = lengthOf(numberLike, text, at);
  if (number > 0) return numberAt(text, at, number);
  const letters = lengthOf(word, text, at);
  if (letters > 0) return wordAt(text, at, letters);
  return cut('strange', text, at, (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** A bracket, comma or colon that begins no placeholder. */
function markAt(text: string, at: number): MarkToken | undefined {
  const kind = text.charAt(at);
  if (!isMark(kind) || text.charAt(at + 1) === '{') return undefined;
  return { kind, from: at, to: at + 1, text: kind };
}

function isMark(sign: string): sign is '{' | '}' | '[' | ']' | ',' | ':' {
  return '{}[],:'.includes(sign);
}

function cut(kind: MarkToken['kind'], text: string, at: number, length: number): Cut {
  return { token: { kind, from: at, to: at + length, text: text.slice(at, at + length) }, found: [], to: at + length };
}

function numberAt(text: string, at: number, length: number): Cut {
  const number = text.slice(at, at + length);
  if (jsonNumber.test(number)) return cut('number', text, at, length);
  if (/[NI]/.test(number)) {
    const found = [foreignFinding({ from: at, to: at + length }, number, 'null')];
    return { ...cut('broken', text, at, length), found };
  }
  return cut('strange', text, at, length);
}

function wordAt(text: string, at: number, length: number): Cut {
  const found = text.slice(at, at + length);
  if (found === 'null') return cut('null', text, at, length);
  if (found === 'true' || found === 'false') return cut('boolean', text, at, length);
  const meant = Object.hasOwn(foreign, found) ? foreign[found] : undefined;
  if (meant === undefined) return cut('word', text, at, length);
  return { ...cut('broken', text, at, length), found: [foreignFinding({ from: at, to: at + length }, found, meant)] };
}

function foreignFinding(span: Span, found: string, meant: string): Finding {
  return {
    ...span,
    code: 'P10',
    message: `${found} is no JSON; JSON knows null, true and false.`,
    action: `Write ${meant}, or leave the key out.`,
    repairs: [replace(span, meant, `Change to ${meant}`)],
  };
}

function commentFinding(from: number, length: number): Finding {
  const span = { from, to: from + length };
  const repairs = [replace(span, '', 'Delete the comment')];
  return {
    ...span,
    code: 'P05',
    message: 'JSON has no comments: the container rejects them.',
    action: 'Delete it.',
    repairs,
  };
}

function placeholderFinding(text: string, from: number, length: number): Finding {
  const name = text.slice(from, from + length);
  const message = `Nobody replaces ${name} here: the container gets these very characters.`;
  return { from, to: from + length, code: 'P13', message, action: 'Write the JSON itself.' };
}

/** P09: a character that looks like one that JSON knows. */
function strangeSign(text: string, from: number, length: number): Finding {
  const span = { from, to: from + length };
  const isMark = /^[\u200b-\u200f\u2060\ufeff]+$/.test(text.slice(from, from + length));
  const repair: Repair = isMark ? replace(span, '', 'Delete it') : replace(span, ' ', 'Change to a plain space');
  return {
    ...span,
    code: 'P09',
    message: `The character ${codePointName(text, from)} is not allowed between the parts of JSON.`,
    action: 'Use plain spaces.',
    repairs: [repair],
  };
}

export function codePointName(text: string, at: number): string {
  return `U+${(text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
