import { MappedTextBuilder, type MappedText, type Quote, type Span } from './mappedText';
import { shellExpansion, type ShellPart, type ShellScript } from './shellExpansion';

/** A word of a command. */
export interface ShellWord extends Span {
  /** What the program gets; as far as it is known before the shell puts something in. */
  readonly text: MappedText;
  /** The shell puts nothing in. */
  readonly isKnown: boolean;
}

/**
 * The commands of a shell script, each as its words: what stands in here documents is left out, as are comments.
 * @param valueOf what variables hold; without it, a word with one in it is not known
 */
export function shellCommands(
  text: string,
  valueOf: ShellScript['valueOf'] = () => undefined,
): readonly (readonly ShellWord[])[] {
  const commands: ShellWord[][] = [[]];
  const heredocs: string[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === '\n') {
      commands.push([]);
      at = skipHeredocs(text, at + 1, heredocs.splice(0));
    } else if (/\s/.test(sign)) at += 1;
    else if (/^\\\r?\n/.test(text.slice(at, at + 3))) at = text.indexOf('\n', at) + 1;
    else if (sign === '#') at = endOfLine(text, at);
    else if (text.startsWith('<<', at) && !text.startsWith('<<<', at)) {
      const [whole, word = ''] = /^<<-?[ \t]*["']?([\w.-]*)["']?/.exec(text.slice(at)) ?? ['<<'];
      if (word !== '') heredocs.push(word);
      at += whole.length;
    } else if (/[;&|()<>]/.test(sign)) {
      if (!/[<>]/.test(sign)) commands.push([]);
      at += 1;
    } else {
      const word = wordAt({ text, valueOf }, at);
      commands.at(-1)?.push(word);
      at = Math.max(word.to, at + 1);
    }
  }
  return commands.filter((words) => words.length > 0);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function skipHeredocs(text: string, at: number, words: readonly string[]): number {
  return words.reduce((from, word) => {
    const end = new RegExp(`^[\\t]*${word.replaceAll(/[.-]/g, '\\$&')}\\r?$`, 'gm');
    end.lastIndex = from;
    return end.exec(text) ? end.lastIndex : text.length;
  }, at);
}

const ansi: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
};

function wordAt(script: ShellScript, from: number): ShellWord {
  const { text } = script;
  const builder = new MappedTextBuilder(from);
  let isKnown = true;
  let at = from;
  builder.piece(bare);
  while (at < text.length && !/[\s;&|()<>]/.test(text.charAt(at))) {
    const part = partAt(script, at, builder);
    isKnown &&= part.isKnown;
    at = part.to;
  }
  return { from, to: at, text: builder.build(), isKnown };
}

function partAt(script: ShellScript, at: number, builder: MappedTextBuilder): ShellPart {
  const { text } = script;
  const sign = text.charAt(at);
  if (sign === "'") return singleAt(text, at, builder);
  if (sign === '"') return doubleAt(script, at, builder);
  if (text.startsWith("$'", at)) return ansiAt(text, at, builder);
  if (sign === '$' || sign === '`') {
    const part = shellExpansion(script, at, builder, false);
    builder.piece(bare);
    return part;
  }
  if (sign === '\\') {
    const next = text.slice(at + 1, at + 2);
    if (next !== '\n') builder.add(next, at, 2);
    return { to: at + 2, isKnown: true };
  }
  builder.add(sign, at);
  return { to: at + 1, isKnown: true };
}

function singleAt(text: string, at: number, builder: MappedTextBuilder): ShellPart {
  const end = text.indexOf("'", at + 1);
  if (end < 0) return { to: text.length, isKnown: false };
  builder.piece((put) => (put.includes("'") ? undefined : put), at + 1).add(text.slice(at + 1, end), at + 1);
  builder.piece(bare);
  return { to: end + 1, isKnown: true };
}

function doubleAt(script: ShellScript, start: number, builder: MappedTextBuilder): ShellPart {
  const { text } = script;
  let isKnown = true;
  let at = start + 1;
  const inQuotes: Quote = (put) => put.replaceAll(/["$\\`]/g, '\\$&');
  builder.piece(inQuotes, start + 1);
  while (at < text.length && text.charAt(at) !== '"') {
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    if (sign === '\\' && /["$\\`\n]/.test(next)) {
      if (next !== '\n') builder.add(next, at, 2);
      at += 2;
    } else if (sign === '`' || (sign === '$' && /[\w({]/.test(next))) {
      const part = shellExpansion(script, at, builder, true);
      builder.piece(inQuotes);
      isKnown &&= part.isKnown;
      at = part.to;
    } else {
      builder.add(sign, at);
      at += 1;
    }
  }
  builder.piece(bare);
  return { to: Math.min(at + 1, text.length), isKnown: isKnown && at < text.length };
}

function ansiAt(text: string, start: number, builder: MappedTextBuilder): ShellPart {
  let isKnown = true;
  let at = start + 2;
  builder.piece((put) => JSON.stringify(put).slice(1, -1).replaceAll("'", "\\'"), start + 2);
  while (at < text.length && text.charAt(at) !== "'") {
    const isEscape = text.charAt(at) === '\\';
    const value = isEscape ? ansi[text.charAt(at + 1)] : text.charAt(at);
    if (value === undefined) isKnown = false;
    else builder.add(value, at, isEscape ? 2 : 1);
    at += isEscape ? 2 : 1;
  }
  builder.piece(bare);
  return { to: Math.min(at + 1, text.length), isKnown: isKnown && at < text.length };
}

const bare: Quote = (put) => put.replaceAll(/[^\w./:=,-]/g, '\\$&');
