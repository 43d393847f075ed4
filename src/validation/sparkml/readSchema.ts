import type { Span } from '../../grammars/mappedText';
import { byPlace, replace, type Finding, type TextChange } from './finding';
import type { Member, SchemaNode, TextNode } from './schemaNode';
import type { TextToken } from './schemaText';
import { codePointName, tokensOf, type MarkToken, type Token } from './schemaTokens';

/** What a text says as JSON, and what is wrong with it as JSON (P…). */
export interface SchemaReading {
  /** Absent where the text can't be understood to its end. */
  readonly root?: SchemaNode;
  readonly findings: readonly Finding[];
}

/** No schema is nested as deeply; deeper text would exhaust the stack. */
const deepest = 50;

/**
 * Reads a text as the container's JSON parser does: what follows the first value is ignored, the last of equal keys wins.
 * Mistakes that are common and plain are said and read over; at any other one, reading stops.
 */
export function readSchema(text: string): SchemaReading {
  const { tokens, findings } = tokensOf(text);
  const reader = new SchemaReader(text, tokens);
  const root = reader.read();
  const stop = root ? root.to : (reader.fault?.from ?? text.length);
  const all = [
    ...findings.filter(({ from }) => from < stop),
    ...quoteFindings(
      text,
      tokens.filter(({ from }) => from < stop),
    ),
    ...reader.findings,
    ...(reader.fault ? [reader.fault] : []),
  ].sort(byPlace);
  return root ? { root, findings: [...all, ...restFindings(text, root)] } : { findings: all };
}

/** The work of reading one text. */
class SchemaReader {
  readonly findings: Finding[] = [];
  fault: Finding | undefined;
  private at = 0;
  /** Brackets that would close what is open. */
  private readonly open: string[] = [];

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  read(): SchemaNode | undefined {
    return this.value() ?? undefined;
  }

  private value(): SchemaNode | null {
    const token = this.tokens[this.at];
    if (!token) return this.endsEarly();
    this.at += 1;
    switch (token.kind) {
      case 'text':
        return token.isOpen ? this.endsEarly(token) : textNode(token);
      case 'number':
      case 'boolean':
      case 'null':
        return { type: token.kind, from: token.from, to: token.to, value: token.text };
      case 'broken':
        return { type: 'broken', from: token.from, to: token.to };
      case '{':
      case '[':
        return this.inside(token);
      case ',':
      case '}':
      case ']':
      case ':':
      case 'word':
      case 'strange':
        return this.stop(token, valueFault(token));
    }
  }

  private inside(token: MarkToken): SchemaNode | null {
    if (this.open.length >= deepest) return this.stop(token, 'This is nested too deeply for a schema.');
    const close = token.kind === '{' ? '}' : ']';
    this.open.push(close);
    const node = close === '}' ? this.object(token.from) : this.list(token.from);
    this.open.pop();
    return node;
  }

  private object(from: number): SchemaNode | null {
    const members: Member[] = [];
    const to = this.items('}', () => {
      const member = this.member();
      if (member) this.keep(members, member);
      return member !== null;
    });
    return to === null ? null : { type: 'object', from, to, members };
  }

  private list(from: number): SchemaNode | null {
    const items: SchemaNode[] = [];
    const to = this.items(']', () => {
      const item = this.value();
      if (item) items.push(item);
      return item !== null;
    });
    return to === null ? null : { type: 'list', from, to, items };
  }

  /** Reads items up to a closing bracket. @returns where that ends; null when reading stopped */
  private items(close: '}' | ']', item: () => boolean): number | null {
    for (let first = true; ; first = false) {
      const token = this.tokens[this.at];
      if (token?.kind === close) return this.closed(token);
      if (!first) {
        if (!token) return this.endsEarly();
        if (token.kind !== ',') return this.stop(token, separatorFault(token, close));
        this.at += 1;
        const next = this.tokens[this.at];
        if (next?.kind === close) {
          this.findings.push(trailingComma(token));
          return this.closed(next);
        }
      }
      if (!item()) return null;
    }
  }

  private closed(token: Token): number {
    this.at += 1;
    return token.to;
  }

  private member(): Member | null {
    const token = this.tokens[this.at];
    if (!token) return this.endsEarly();
    if (token.kind !== 'text') return this.stop(token, keyFault(token));
    this.at += 1;
    if (token.isOpen) return this.endsEarly(token);
    const colon = this.tokens[this.at];
    if (!colon) return this.endsEarly();
    if (colon.kind !== ':') return this.stop(colon, 'A colon is missing between the key and its value.');
    this.at += 1;
    const value = this.value();
    return value && { from: token.from, to: value.to, key: textNode(token), value };
  }

  /** P12: Jackson lets the last of equal keys win, also when all three of a column were read. */
  private keep(members: Member[], member: Member): void {
    const before = members.find(({ key }) => key.value === member.key.value);
    members.push(member);
    if (!before) return;
    const { from, to } = member.key;
    const gone = { from: before.from, to: members[members.indexOf(before) + 1]?.from ?? before.to };
    this.findings.push({
      from,
      to,
      code: 'P12',
      message: `"${member.key.value}" stands here twice; the last one wins without a word.`,
      action: 'Delete the first.',
      repairs: [replace(gone, '', `Delete the first "${member.key.value}"`)],
    });
  }

  private stop(token: Token, message: string): null {
    this.fault ??= strangeFinding(this.text, token, message);
    return null;
  }

  /** P15. @param unclosed the text whose closing quote is missing */
  private endsEarly(unclosed?: TextToken): null {
    const end = this.text.trimEnd().length;
    const last = this.tokens.at(-1);
    const closers = [...this.open].reverse().join('');
    const isWhole = last?.to === end && /^(?:text|number|boolean|null|broken|[}\]])$/.test(last.kind) && !unclosed;
    const change: TextChange | undefined =
      last?.kind === ','
        ? { from: last.from, to: end, text: closers }
        : isWhole
          ? { from: end, to: end, text: closers }
          : undefined;
    this.fault ??= {
      from: unclosed?.from ?? Math.max(end - 1, 0),
      to: end,
      code: 'P15',
      message: unclosed
        ? 'The JSON ends inside a text: its closing quote is missing.'
        : 'The JSON ends before it is complete.',
      action: closers === '' ? 'Complete it.' : `Complete it: ${closers} is missing.`,
      ...(change && closers !== '' && { repairs: [{ title: `Close with ${closers}`, changes: [change] }] }),
    };
    return null;
  }
}

function textNode({ from, to, value }: TextToken): TextNode {
  return { type: 'text', from, to, value };
}

/** P02, P07 or P09, by what stands where it can't be read on. */
function strangeFinding(text: string, { from, to }: Token, message: string): Finding {
  if (text.startsWith('\\"', from)) {
    const why = 'A backslash stands before this quote: the quoting of this file keeps it, and the container gets it.';
    return { from, to: from + 2, code: 'P07', message: why, action: 'Remove the backslashes.' };
  }
  if (/[^\0-\x7f]/.test(text.slice(from, from + 1))) {
    const why = `The character ${codePointName(text, from)} is not allowed here.`;
    return { from, to, code: 'P09', message: why, action: 'Replace it by its plain form.' };
  }
  return { from, to, code: 'P02', message: `Not valid JSON: ${message}`, action: 'Correct it.' };
}

function valueFault({ kind, ...token }: MarkToken): string {
  if (kind === 'word') return `${token.text} is no JSON; text stands in double quotes.`;
  if (kind === 'strange')
    return /^[-+\d.]/.test(token.text)
      ? 'this number is not written as JSON wants it.'
      : `${token.text} can't stand here.`;
  return 'a value is missing here.';
}

function keyFault(token: MarkToken): string {
  return token.kind === 'word'
    ? `the key ${token.text} needs double quotes.`
    : 'a key in double quotes is missing here.';
}

function separatorFault(token: Token, close: string): string {
  if (token.kind === '}' || token.kind === ']') return `a closing ${close} is missing before this.`;
  return 'a comma is missing before this.';
}

function trailingComma(comma: Token): Finding {
  const { from, to } = comma;
  return {
    from,
    to,
    code: 'P04',
    message: 'JSON allows no comma before ] or }.',
    action: 'Delete it.',
    repairs: [replace(comma, '', 'Delete the comma')],
  };
}

/** P11: the parser stops after the first value. */
function restFindings(text: string, root: Span): readonly Finding[] {
  const rest = text.slice(root.to);
  const ignored = rest.trim();
  if (ignored === '') return [];
  const from = root.to + rest.indexOf(ignored);
  const span = { from, to: from + ignored.length };
  return [
    {
      ...span,
      code: 'P11',
      message: 'The container ignores what follows the schema.',
      action: 'Delete it.',
      // With the blanks before it: in a Dockerfile what is left of an escaped one would go on in the next line.
      repairs: [replace({ from: root.to, to: span.to }, '', 'Delete what follows')],
    },
  ];
}

/** P03 and P09: quotes that JSON does not know; one finding for all of a kind, at the first. */
function quoteFindings(text: string, tokens: readonly Token[]): readonly Finding[] {
  const texts = tokens.filter((token) => token.kind === 'text');
  const found = (quote: TextToken['quote'], code: string, message: string, action: string): readonly Finding[] => {
    const wrong = texts.filter((token) => token.quote === quote);
    const [first] = wrong;
    if (!first) return [];
    const changes = wrong.map(({ from, to, value }) => ({ from, to, text: JSON.stringify(value) }));
    const to = quote === 'single' ? first.to : first.from + 1;
    return [{ from: first.from, to, code, message, action, repairs: [{ title: 'Change to double quotes', changes }] }];
  };
  const [typographic] = texts.filter(({ quote }) => quote === 'typographic');
  const name = typographic ? codePointName(text, typographic.from) : '';
  return [
    ...found('single', 'P03', 'JSON needs double quotes.', 'In Python, use json.dumps(schema), not str(schema).'),
    ...found('typographic', 'P09', `The character ${name} is no quote of JSON.`, 'Use plain double quotes.'),
  ];
}
