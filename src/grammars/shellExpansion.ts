import type { MappedText, MappedTextBuilder } from './mappedText';

/** A shell script, and what its variables certainly hold. */
export interface ShellScript {
  readonly text: string;
  /** Undefined where that is not certain. */
  readonly valueOf: (name: string) => MappedText | undefined;
}

/** A part of a word that was read. */
export interface ShellPart {
  readonly to: number;
  /** Whether it is known what the shell makes of it. */
  readonly isKnown: boolean;
}

const variable = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/y;
const document = /\$\([ \t]*cat[ \t]*<<[ \t]*(["']?)([\w.-]+)\1[ \t]*\r?\n/y;

/**
 * Reads what begins with `$` or a backtick: variables that are known, and `$(cat <<END …)`. The builder's piece is another one afterwards.
 * @param isQuoted stands in double quotes: without them, blanks would make several words of it
 */
export function shellExpansion(
  { text, valueOf }: ShellScript,
  at: number,
  builder: MappedTextBuilder,
  isQuoted: boolean,
): ShellPart {
  variable.lastIndex = at;
  const [whole = '', braced, bare] = variable.exec(text) ?? [];
  const value = whole === '' ? undefined : valueOf(braced ?? bare ?? '');
  if (value && (isQuoted || !/\s/.test(value.text))) {
    value.copyInto(builder);
    return { to: at + whole.length, isKnown: true };
  }
  const read = hereDocument(text, at);
  if (read && (isQuoted || !/\s/.test(read.content))) {
    builder.piece((put) => (put.includes('\n') ? undefined : put), read.from).add(read.content, read.from);
    return { to: read.to, isKnown: true };
  }
  return { to: endOfExpansion(text, at), isKnown: false };
}

interface HereDocument {
  readonly content: string;
  readonly from: number;
  /** Behind the closing parenthesis. */
  readonly to: number;
}

/** `$(cat <<END …)`, where nothing is put into the text. */
function hereDocument(text: string, at: number): HereDocument | undefined {
  document.lastIndex = at;
  const [head, quote, word = ''] = document.exec(text) ?? [];
  if (head === undefined) return undefined;
  const from = at + head.length;
  const end = new RegExp(`^${word.replaceAll(/[.-]/g, '\\$&')}\\r?\\n\\s*\\)`, 'gm');
  end.lastIndex = from;
  const last = end.exec(text);
  if (!last) return undefined;
  const content = text.slice(from, last.index).replace(/[\r\n]+$/, '');
  if (quote === '' && /[$`\\]/.test(content)) return undefined;
  return { content, from, to: last.index + last[0].length };
}

/** Where `$name`, `${…}`, `$(…)` or `` `…` `` ends. */
function endOfExpansion(text: string, at: number): number {
  const next = text.charAt(at + 1);
  if (text.charAt(at) === '`') {
    const end = text.indexOf('`', at + 1);
    return end < 0 ? text.length : end + 1;
  }
  if (next !== '{' && next !== '(') return at + 1 + (/^\w+/.exec(text.slice(at + 1))?.[0].length ?? 0);
  const close = next === '{' ? '}' : ')';
  let depth = 0;
  for (let to = at + 1; to < text.length; to += 1) {
    const sign = text.charAt(to);
    if (sign === '\\') to += 1;
    else if (sign === "'" && next === '(') to = Math.max(text.indexOf("'", to + 1), to);
    else if (sign === next) depth += 1;
    else if (sign === close) depth -= 1;
    if (depth === 0) return to + 1;
  }
  return text.length;
}
