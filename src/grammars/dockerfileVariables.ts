import { LogicalLine } from './logicalLine';
import { MappedTextBuilder, type MappedText, type Quote } from './mappedText';

/** A variable that an ENV or ARG gives a value. */
export interface DockerfileVariable {
  readonly instruction: 'ENV' | 'ARG';
  readonly name: MappedText;
  /** Absent where the value holds a variable. */
  readonly value?: MappedText;
}

/** The variables of a Dockerfile as its builder reads them: continued lines, quotes and escapes resolved. */
export function dockerfileVariables(text: string): readonly DockerfileVariable[] {
  const escape = /^(?:\s*#[^\n]*\n)*?\s*#\s*escape\s*=\s*`/i.test(text) ? '`' : '\\';
  return instructions(text, escape).flatMap((line) => {
    const match = /^\s*(ENV|ARG)\s+/i.exec(line.text);
    if (!match) return [];
    const instruction = /env/i.test(match[1] ?? '') ? 'ENV' : 'ARG';
    return variablesIn(line, match[0].length, escape).map((variable) => ({ instruction, ...variable }));
  });
}

/** Whole instructions: lines that end in the escape character go on, and comments between them do not count. */
function instructions(text: string, escape: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let current: LogicalLine | undefined;
  let heredoc: string | undefined;
  for (const { 0: line, index } of text.matchAll(/[^\n]*\n?/g)) {
    const content = line.replace(/\r?\n$/, '');
    if (heredoc !== undefined) {
      if (content.trim() === heredoc) heredoc = undefined;
    } else if (!/^\s*#/.test(content) && !(current && content.trim() === '')) {
      const goesOn = content.trimEnd().endsWith(escape);
      current ??= new LogicalLine();
      current.add(goesOn ? content.trimEnd().slice(0, -1) : content, index);
      if (goesOn) continue;
      lines.push(current);
      heredoc = /^\s*(?:RUN|COPY|ADD)\b.*<<-?["']?(\w+)/i.exec(current.text)?.[1];
      current = undefined;
    }
  }
  return current ? [...lines, current] : lines;
}

type Found = Omit<DockerfileVariable, 'instruction'>;

function variablesIn(line: LogicalLine, start: number, escape: string): readonly Found[] {
  const { text } = line;
  const plain = /^([^\s=]+)\s+(?=\S)/.exec(text.slice(start));
  if (plain?.[1] !== undefined) {
    // The older form: all that follows the name is its value.
    const from = start + plain[0].length;
    const { value } = word(line, from, { escape, end: text.trimEnd().length });
    return [{ name: name(line, start, start + plain[1].length), ...(value && { value }) }];
  }
  const found: Found[] = [];
  for (let at = start; at < text.length;) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const sign = text.indexOf('=', at);
    const key = /^[^\s=]+/.exec(text.slice(at))?.[0] ?? '';
    if (sign < 0 || key === '' || at + key.length !== sign) break;
    const { value, to } = word(line, sign + 1, { escape });
    found.push({ name: name(line, at, sign), ...(value && { value }) });
    at = Math.max(to, sign + 1);
  }
  return found;
}

function name(line: LogicalLine, from: number, to: number): MappedText {
  const builder = new MappedTextBuilder(line.host(from)).piece((text) => text);
  for (let at = from; at < to; at += 1) builder.add(line.text.charAt(at), line.host(at));
  return builder.build();
}

/** One word of an instruction. @param how `end`: blanks belong to the word up to there */
function word(
  line: LogicalLine,
  from: number,
  how: { readonly escape: string; readonly end?: number },
): { readonly value?: MappedText; readonly to: number } {
  const { text } = line;
  const builder = new MappedTextBuilder(line.host(from));
  let quote = '';
  let isKnown = true;
  let at = from;
  builder.piece(quoteFor(quote, how.escape));
  for (; at < (how.end ?? text.length); at += 1) {
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote === '' && how.end === undefined && /\s/.test(sign)) break;
    if (sign === quote || (quote === '' && (sign === '"' || sign === "'"))) {
      quote = sign === quote ? '' : sign;
      builder.piece(quoteFor(quote, how.escape), quote === '' ? undefined : line.host(at) + 1);
      continue;
    }
    const isEscape = sign === how.escape && quote !== "'" && at + 1 < text.length;
    if (isEscape && (quote === '' || next === '"' || next === '$' || next === how.escape)) {
      builder.add(next, line.host(at), line.host(at + 1) + 1 - line.host(at));
      at += 1;
      continue;
    }
    if (sign === '$' && quote !== "'" && /[\w{]/.test(next)) isKnown = false;
    builder.add(sign, line.host(at));
  }
  return { to: at, ...(isKnown && quote === '' && { value: builder.build() }) };
}

function quoteFor(quote: string, escape: string): Quote {
  if (quote === "'") return (text) => (/['\n]/.test(text) ? undefined : text);
  if (quote === '"') {
    return (text) =>
      text.includes('\n')
        ? undefined
        : text.replaceAll(/["$\\`]/g, (sign) => (sign === '`' && escape !== '`' ? sign : escape + sign));
  }
  return (text) => (text.includes('\n') ? undefined : text.replaceAll(/["'$\\\s]/g, (sign) => escape + sign));
}
