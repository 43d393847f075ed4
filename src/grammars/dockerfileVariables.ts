import { DockerfileScope } from './dockerfileScope';
import { LogicalLine } from './logicalLine';
import { MappedTextBuilder, type MappedText, type Quote } from './mappedText';

/** A variable that an ENV or ARG gives a value. */
export interface DockerfileVariable {
  readonly instruction: 'ENV' | 'ARG';
  readonly name: MappedText;
  /** Absent where it is not known: it holds a variable that comes from elsewhere, or is given when somebody builds. */
  readonly value?: MappedText;
}

/** The variables of a Dockerfile as its builder reads them: continued lines, quotes, escapes and other variables resolved. */
export function dockerfileVariables(text: string): readonly DockerfileVariable[] {
  const escape = /^(?:\s*#[^\n]*\n)*?\s*#\s*escape\s*=\s*`/i.test(text) ? '`' : '\\';
  const scope = new DockerfileScope();
  return instructions(text, escape).flatMap((line): readonly DockerfileVariable[] => {
    scope.open(line.text);
    const match = /^\s*(ENV|ARG)\s+/i.exec(line.text);
    if (!match) return [];
    const [start] = match;
    const reading = { escape, valueOf: (name: string) => scope.valueOf(name) };
    const found: readonly DockerfileVariable[] = /env/i.test(start)
      ? variablesIn(line, start.length, reading).map((variable) => ({ instruction: 'ENV', ...variable }))
      : argumentsIn(line, start.length, reading).map((variable) => argumentOf(variable, scope));
    // Those of one line don't see each other.
    for (const { instruction, name, value } of found) scope.declare({ instruction, name: name.text, value });
    return found;
  });
}

/** An ARG with the value that it has when nobody gives it another one: an empty one only holds a place for that. */
function argumentOf({ name, value, isBare }: Found, scope: DockerfileScope): DockerfileVariable {
  const own = isBare ? scope.inherited(name.text) : value;
  const isDefault = own !== undefined && own.text.trim() !== '';
  return { instruction: 'ARG', name, ...(isDefault && { value: own }) };
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

interface Found extends Omit<DockerfileVariable, 'instruction'> {
  /** It stands there without a value. */
  readonly isBare?: true;
}

/** How the words of an instruction are read. */
interface Reading {
  readonly escape: string;
  readonly valueOf: (name: string) => MappedText | undefined;
}

function variablesIn(line: LogicalLine, start: number, reading: Reading): readonly Found[] {
  const { text } = line;
  const plain = /^([^\s=]+)\s+(?=\S)/.exec(text.slice(start));
  if (plain?.[1] !== undefined) {
    // The older form: all that follows the name is its value.
    const from = start + plain[0].length;
    const { value } = word(line, from, { ...reading, end: text.trimEnd().length });
    return [{ name: name(line, start, start + plain[1].length), ...(value && { value }) }];
  }
  return argumentsIn(line, start, reading);
}

/** Words of the form NAME=value, or NAME, which only means something to ARG. */
function argumentsIn(line: LogicalLine, start: number, reading: Reading): readonly Found[] {
  const { text } = line;
  const found: Found[] = [];
  for (let at = start; at < text.length;) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const key = /^[^\s=]+/.exec(text.slice(at))?.[0] ?? '';
    if (key === '') break;
    const sign = at + key.length;
    if (text.charAt(sign) !== '=') {
      found.push({ name: name(line, at, sign), isBare: true });
      at = sign;
      continue;
    }
    const { value, to } = word(line, sign + 1, reading);
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
  how: Reading & { readonly end?: number },
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
    if (sign === '$' && quote !== "'" && /[\w{]/.test(next)) {
      const [whole = '', braced, bare] = variableAt(text, at);
      const value = whole === '' ? undefined : how.valueOf(braced ?? bare ?? '');
      if (value) {
        value.copyInto(builder);
        at += whole.length - 1;
        builder.piece(quoteFor(quote, how.escape), line.host(at) + 1);
        continue;
      }
      isKnown = false;
    }
    builder.add(sign, line.host(at));
  }
  return { to: at, ...(isKnown && quote === '' && { value: builder.build() }) };
}

const variable = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/y;

function variableAt(text: string, at: number): readonly (string | undefined)[] {
  variable.lastIndex = at;
  return variable.exec(text) ?? [];
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
