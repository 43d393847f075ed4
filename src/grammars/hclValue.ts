import type { DataEntry, DataNode } from './dataNode';
import { MappedTextBuilder, type MappedText } from './mappedText';

/** Blanks and comments. */
const blank = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const identifier = /[A-Za-z_][\w-]*/y;
const number = /-?\d+(?:\.\d+)?/y;
const deepest = 50;

/** A value of Terraform's language that is written out, and where it ends; undefined for one that holds an expression. */
export function hclValue(
  text: string,
  from: number,
  depth = 0,
): { readonly node: DataNode; readonly to: number } | undefined {
  const at = skip(text, from);
  if (depth > deepest) return undefined;
  const sign = text.charAt(at);
  if (sign === '{') return mapAt(text, at, depth);
  if (sign === '[') return listAt(text, at, depth);
  if (sign === '"') return textAt(text, at);
  if (text.startsWith('<<', at)) return heredocAt(text, at);
  const digits = matchAt(number, text, at);
  const word = digits === '' ? matchAt(identifier, text, at) : digits;
  const to = at + word.length;
  if (word === '' || (digits === '' && !/^(?:true|false|null)$/.test(word))) return undefined;
  return { node: { kind: 'plain', from: at, to, value: word }, to };
}

/** Whether an expression goes on after a value: then the value is not all of it. */
export function hclEndsAt(text: string, to: number): boolean {
  const rest = /^[ \t]*(.?)/s.exec(text.slice(to, to + 200))?.[1] ?? '';
  return rest === '' || /[\r\n,}\])#/]/.test(rest);
}

export function skip(text: string, at: number): number {
  return at + matchAt(blank, text, at).length;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

type Parsed = ReturnType<typeof hclValue>;

function mapAt(text: string, from: number, depth: number): Parsed {
  const entries: DataEntry[] = [];
  let at = skip(text, from + 1);
  while (text.charAt(at) !== '}') {
    const key = keyAt(text, at);
    if (!key) return undefined;
    const sign = skip(text, key.to);
    if (!/[=:]/.test(text.charAt(sign))) return undefined;
    const value = hclValue(text, sign + 1, depth + 1);
    if (!value || !hclEndsAt(text, value.to)) return undefined;
    entries.push({ key: key.text, value: value.node });
    at = skip(text, value.to);
    if (text.charAt(at) === ',') at = skip(text, at + 1);
  }
  return { node: { kind: 'map', from, to: at + 1, entries }, to: at + 1 };
}

function keyAt(text: string, at: number): { readonly text: MappedText; readonly to: number } | undefined {
  if (text.charAt(at) === '"') {
    const quoted = textAt(text, at);
    return quoted?.node.kind === 'text' ? { text: quoted.node.text, to: quoted.to } : undefined;
  }
  const word = matchAt(identifier, text, at);
  if (word === '') return undefined;
  return {
    text: new MappedTextBuilder(at)
      .piece((put) => put)
      .add(word, at)
      .build(),
    to: at + word.length,
  };
}

function listAt(text: string, from: number, depth: number): Parsed {
  const items: DataNode[] = [];
  let at = skip(text, from + 1);
  while (text.charAt(at) !== ']') {
    const value = hclValue(text, at, depth + 1);
    if (!value || !hclEndsAt(text, value.to)) return undefined;
    items.push(value.node);
    at = skip(text, value.to);
    if (text.charAt(at) === ',') at = skip(text, at + 1);
    else if (text.charAt(at) !== ']') return undefined;
  }
  return { node: { kind: 'list', from, to: at + 1, items }, to: at + 1 };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function textAt(text: string, from: number): Parsed {
  const builder = new MappedTextBuilder(from + 1).piece((put) =>
    JSON.stringify(put)
      .slice(1, -1)
      .replaceAll(/([$%])\{/g, '$1$1{'),
  );
  for (let at = from + 1; at < text.length;) {
    const sign = text.charAt(at);
    if (sign === '"') return { node: { kind: 'text', from, to: at + 1, text: builder.build() }, to: at + 1 };
    const part = signAt(text, at);
    if (!part) return undefined;
    builder.add(part.value, at, part.length);
    at += part.length;
  }
  return undefined;
}

function signAt(text: string, at: number): { readonly value: string; readonly length: number } | undefined {
  const sign = text.charAt(at);
  if (sign === '\n') return undefined;
  if (/^([$%])\1\{/.test(text.slice(at, at + 3))) return { value: `${sign}{`, length: 3 };
  if (/^[$%]\{/.test(text.slice(at, at + 2))) return undefined;
  if (sign !== '\\') return { value: sign, length: 1 };
  const code = /^\\u([\dA-Fa-f]{4})/.exec(text.slice(at, at + 6))?.[1];
  if (code !== undefined) return { value: String.fromCharCode(parseInt(code, 16)), length: 6 };
  const value = escapes[text.charAt(at + 1)];
  return value === undefined ? undefined : { value, length: 2 };
}

/** Without the end of a line that is nothing else. */
function indentOf(line: string): number {
  return line.search(/[^ \t]/);
}

/** `<<EOT`, and `<<-EOT`, which takes the common indent away. */
function heredocAt(text: string, from: number): Parsed {
  const [head, isIndented, word = ''] = /^<<(-?)([A-Za-z_]\w*)\r?\n/.exec(text.slice(from)) ?? [];
  if (head === undefined) return undefined;
  const end = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, 'gm');
  end.lastIndex = from + head.length;
  const last = end.exec(text);
  if (!last) return undefined;
  const start = from + head.length;
  const content = text.slice(start, last.index);
  if (/(?<![$%])[$%]\{/.test(content)) return undefined;
  const lines = content.match(/[^\n]*\n/g) ?? [];
  const indents = lines.filter((line) => line.trim() !== '').map(indentOf);
  const cut = isIndented === '-' ? Math.min(...indents) : 0;
  const builder = new MappedTextBuilder(start).piece((put) => (put.includes('\n') ? undefined : put));
  let at = start;
  for (const line of lines) {
    const skipped = Math.min(cut, indentOf(line));
    builder.add(line.slice(skipped), at + skipped);
    at += line.length;
  }
  const to = last.index + last[0].trimEnd().length;
  return { node: { kind: 'text', from, to, text: builder.build() }, to };
}
