import type { Span } from '../../grammars/mappedText';
import { tokensOf, type Token } from '../../validation/sparkml/schemaTokens';

/** What the brackets around a place are for: the schema itself, its list of columns, one of these, the output. */
export type SchemaPart = 'nothing' | 'schema' | 'columns' | 'input' | 'output' | 'other';

/** Where in a schema's text, which may be unfinished, something is asked for. */
export interface SchemaPlace {
  readonly part: SchemaPart;
  /** What may stand there. */
  readonly expects: 'key' | 'value' | 'nothing';
  /** The key that a value belongs to. */
  readonly key?: string;
  /** The text, word or literal that stands there. */
  readonly token?: Token;
  /** A colon stands behind the key already. */
  readonly hasColon: boolean;
  /** Something follows without a comma. */
  readonly needsComma: boolean;
  /** What the object around the place has: texts of values by their keys. */
  readonly given: ReadonlyMap<string, string>;
  /** Which of the input columns it is in, from 0. */
  readonly index: number;
  /** Input columns of the whole schema. */
  readonly columns: number;
}

interface Frame {
  readonly part: SchemaPart;
  readonly isList: boolean;
  readonly given: Map<string, string>;
  readonly index: number;
  key?: string;
  expects: 'key' | 'colon' | 'value' | 'comma';
  items: number;
}

/** The place at an offset. A quote that nobody has closed yet ends at the offset, not at the next quote of the text. */
export function schemaPlace(text: string, offset: number): SchemaPlace {
  const { tokens } = tokensOf(closedAt(text, offset));
  const walk = new Walk();
  let here: { frame: Frame; state: Frame['expects']; key: string | undefined; token: Token | undefined } | undefined;
  let next: Token | undefined;
  let afterNext: Token | undefined;
  for (const token of tokens) {
    const isThere = holds(token, offset);
    if (!here && (isThere || token.from >= offset)) {
      const { expects: state, key } = walk.top;
      here = { frame: walk.top, state, key, token: isThere ? token : undefined };
    }
    if (here && token !== here.token) {
      if (next) afterNext ??= token;
      else next = token;
    }
    walk.take(token);
  }
  const { frame, state, key, token } = here ?? { frame: walk.top, state: walk.top.expects, key: walk.top.key };
  return {
    part: frame.part,
    expects: state === 'key' || state === 'value' ? state : 'nothing',
    ...(state === 'value' && !frame.isList && key !== undefined && { key }),
    ...(token && { token }),
    hasColon: next?.kind === ':',
    needsComma: next?.kind === '{' || (next?.kind === 'text' && afterNext?.kind === ':'),
    given: frame.given,
    index: frame.index,
    columns: walk.columns,
  };
}

/** Whether an offset lies in a token; behind a closing quote is outside, behind a word's last letter is inside. */
function holds({ kind, from, to, ...token }: Token, offset: number): boolean {
  if (kind === 'text' && !('isOpen' in token && token.isOpen)) return from < offset && offset < to;
  return /^(?:text|word|number|boolean|null|broken)$/.test(kind) && from < offset && offset <= to;
}

/** The text with a quote at the offset where one was opened before it, and what follows is more of the schema. */
function closedAt(text: string, offset: number): string {
  const open = tokensOf(text).tokens.find((token) => token.kind === 'text' && holds(token, offset));
  if (!open || !/^\s*(?:[}\],]|$)/.test(text.slice(offset))) return text;
  return `${text.slice(0, offset)}${text.charAt(open.from)}${text.slice(offset)}`;
}

/** Follows brackets, keys and values through the tokens of a schema, whatever is missing among them. */
class Walk {
  columns = 0;
  private readonly frames: Frame[] = [newFrame('nothing', true, 0)];

  get top(): Frame {
    return this.frames.at(-1) ?? newFrame('nothing', true, 0);
  }

  take(token: Token): void {
    const { top } = this;
    if (token.kind === '{' || token.kind === '[') this.open(token.kind === '[');
    else if (token.kind === '}' || token.kind === ']') {
      if (this.frames.length > 1) this.frames.pop();
      this.top.expects = 'comma';
    } else if (token.kind === ',') top.expects = top.isList ? 'value' : 'key';
    else if (token.kind === ':') top.expects = 'value';
    else this.leaf(token, top);
  }

  private open(isList: boolean): void {
    const { top } = this;
    const isRoot = this.frames.length === 1;
    const part = isRoot ? (isList ? 'other' : 'schema') : innerPart(top, isList);
    const index = top.part === 'columns' ? top.items : top.index;
    if (part === 'input') this.columns += 1;
    top.items += 1;
    this.frames.push(newFrame(part, isList, index));
  }

  private leaf(token: Token, top: Frame): void {
    const text = token.kind === 'text' ? token.value : token.text;
    if (top.isList || (top.expects === 'value' && top.key !== undefined)) {
      if (!top.isList && top.key !== undefined) top.given.set(top.key, text);
      top.items += 1;
      top.expects = 'comma';
      return;
    }
    top.key = text;
    if (!top.given.has(text)) top.given.set(text, '');
    top.expects = 'colon';
  }
}

function newFrame(part: SchemaPart, isList: boolean, index: number): Frame {
  return { part, isList, given: new Map(), index, expects: isList ? 'value' : 'key', items: 0 };
}

function innerPart({ part, key, isList }: Frame, opensList: boolean): SchemaPart {
  if (part === 'columns' && isList) return opensList ? 'other' : 'input';
  if (part !== 'schema') return 'other';
  if (key === 'input') return opensList ? 'columns' : 'other';
  return key === 'output' && !opensList ? 'output' : 'other';
}

/** The characters of a token without its quotes. */
export function contentOf(token: Token): Span {
  if (token.kind !== 'text') return token;
  return { from: token.from + 1, to: token.isOpen ? token.to : token.to - 1 };
}
