import { MappedTextBuilder, type MappedText, type Quote } from '../mappedText';
import { childrenOf, textOf, type PythonArgument, type PythonSource } from './parsePython';
import { pythonString } from './pythonString';
import type { PythonCollection, PythonText, PythonValue } from './pythonLiteral';

interface Style {
  readonly comma: string;
  readonly colon: string;
  readonly indent?: string;
  readonly isAscii: boolean;
  /** How text is quoted. */
  readonly mark: '"' | "'";
}

/**
 * What json.dumps makes of a value, each character with the place that it comes from.
 * @param options the call's other arguments; undefined comes back for those that are not known
 */
export function pythonJson(
  source: PythonSource,
  value: PythonValue,
  options: readonly PythonArgument[],
): PythonText | undefined {
  const style = styleOf(source, options);
  if (!style) return undefined;
  const builder = new MappedTextBuilder(startOf(value)).piece(asPython);
  write(source, value, { builder, quote: asPython, style, level: 0 });
  return { kind: 'text', text: builder.build() };
}

/** What str and repr make of a value. */
export function pythonRepr(source: PythonSource, value: PythonValue): MappedText {
  const builder = new MappedTextBuilder(startOf(value)).piece(nowhere);
  const style: Style = { comma: ', ', colon: ': ', isAscii: false, mark: "'" };
  write(source, value, { builder, quote: nowhere, style, level: 0 });
  return builder.build();
}

/** Nothing can be written here. */
const nowhere: Quote = () => undefined;
/** A key that shall be the name of an argument. */
const asName: Quote = (text) => /^"?([A-Za-z_]\w*)"?$/.exec(text)?.[1];
/** JSON that shall stand in a Python expression. */
const asPython: Quote = (text) =>
  text.replaceAll(/"(?:[^"\\]|\\.)*"|\b(?:null|true|false)\b/g, (part: string) => literals[part] ?? part);
const literals: Readonly<Record<string, string>> = { null: 'None', true: 'True', false: 'False' };

function styleOf(source: PythonSource, options: readonly PythonArgument[]): Style | undefined {
  let style: Style = { comma: ', ', colon: ': ', isAscii: true, mark: '"' };
  for (const { name, value } of options) {
    const text = value ? textOf(source, value) : '';
    if (name === 'indent' && /^(?:\d|None)$/.test(text)) {
      if (text !== 'None') style = { ...style, comma: ',', indent: ' '.repeat(Number(text)) };
    } else if (name === 'separators' && value) {
      const [comma, colon] = childrenOf(value).flatMap((child) => pythonString(source, child) ?? []);
      if (!comma || !colon) return undefined;
      style = { ...style, comma: comma.text, colon: colon.text };
    } else if (name === 'ensure_ascii' && /^(?:True|False)$/.test(text)) {
      style = { ...style, isAscii: text === 'True' };
    } else if (name !== 'sort_keys') return undefined;
  }
  return style;
}

interface Output {
  readonly builder: MappedTextBuilder;
  /** How values are written. */
  readonly quote: Quote;
  readonly style: Style;
  readonly level: number;
}

function write(source: PythonSource, value: PythonValue, out: Output): void {
  if (value.kind === 'text') writeText(value.text, out);
  else if ('items' in value) writeCollection(source, value, out);
  else {
    const { from, to } = value.node;
    out.builder.add(out.style.mark === '"' ? value.json : textOf(source, value.node), from, to - from);
  }
}

function writeText(text: MappedText, { builder, style }: Output): void {
  const { from, to } = text.span(0, text.text.length);
  builder.add(style.mark, from - 1, 1);
  for (let at = 0; at < text.text.length; at += 1) {
    const place = text.span(at, at + 1);
    builder.add(escaped(text.text.charAt(at), style), place.from, place.to - place.from);
  }
  builder.add(style.mark, to, 1);
}

function escaped(sign: string, { mark, isAscii }: Style): string {
  const written = JSON.stringify(sign).slice(1, -1);
  const quoted = mark === '"' ? written : sign === "'" ? "\\'" : sign === '"' ? sign : written;
  return isAscii && sign > '~' ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : quoted;
}

function writeCollection(source: PythonSource, value: PythonCollection, out: Output): void {
  const { builder, style } = out;
  const { from, to } = value.node;
  const call = value.node.getChild('ArgList');
  const list = call ?? value.node;
  const commas = childrenOf(list).filter(({ name }) => name === ',');
  if (call) builder.piece(nowhere);
  builder.add(value.kind === 'dict' ? '{' : '[', from, list.from + 1 - from);
  value.items.forEach((item, index) => {
    const comma = commas[index - 1];
    if (index > 0) builder.add(style.comma, comma?.from ?? from, 1);
    lineBreak(out, comma ? comma.to : list.from + 1, out.level + 1);
    if (item.key) (call ? writeName : writeKey)(item.key.text, out);
    if (call) builder.piece(out.quote);
    write(source, item.value, { ...out, level: out.level + 1 });
    if (call) builder.piece(nowhere);
  });
  if (value.items.length > 0) lineBreak(out, to - 1, out.level);
  builder.add(value.kind === 'dict' ? '}' : ']', to - 1, 1);
  if (call) builder.piece(out.quote);
}

function writeKey(key: MappedText, out: Output): void {
  writeText(key, out);
  out.builder.add(out.style.colon, key.span(0, key.text.length).to + 1, 1);
}

/** The name of an argument of `dict()`. */
function writeName(key: MappedText, { builder, style }: Output): void {
  const { from, to } = key.span(0, key.text.length);
  builder.piece(asName).add(JSON.stringify(key.text), from, to - from);
  builder.piece(nowhere).add(style.colon, to, 1);
}

/** A line break that json.dumps makes; it stands for nothing in the file. */
function lineBreak({ builder, style }: Output, host: number, level: number): void {
  if (style.indent !== undefined) builder.add(`\n${style.indent.repeat(level)}`, host, 0);
}

function startOf(value: PythonValue): number {
  return value.kind === 'text' ? value.text.span(0, 0).from : value.node.from;
}
