import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf, type PythonSource } from './parsePython';

const statement = /(?:^|[;:\n])[ \t]*(?:import|from)\b/g;

/** What a program calls the things that it imports. */
export class PythonImports {
  private known: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(private readonly source: PythonSource) {}

  /**
   * What an expression like `js.dumps` is called where it comes from: `json.dumps`. Several names where a program imports one of several
   * things; the expression as it is written where it imports nothing by that name.
   */
  namesOf(node: SyntaxNode): readonly string[] {
    this.known ??= importsOf(this.source);
    const text = textOf(this.source, node);
    const dot = text.indexOf('.');
    const head = dot < 0 ? text : text.slice(0, dot);
    return this.known.get(head)?.map((name) => name + text.slice(head.length)) ?? [text];
  }
}

/** Looks for the words, and only then at the tree: that holds a hundred times as much. */
function importsOf(source: PythonSource): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const match of source.text.matchAll(statement)) {
    const node = source.root.resolveInner(match.index + match[0].length, -1).parent;
    if (node?.name !== 'ImportStatement') continue;
    for (const [own, name] of bindingsOf(source, node)) found.set(own, [...(found.get(own) ?? []), name]);
  }
  return found;
}

/** The names that a statement binds, each with what it stands for. */
function bindingsOf(source: PythonSource, node: SyntaxNode): readonly (readonly [own: string, name: string])[] {
  const words = childrenOf(node)
    .filter(({ name }) => !/^(?:Comment|[()])$/.test(name))
    .map((child) => textOf(source, child));
  const start = words.indexOf('import');
  const module = words[0] === 'from' ? `${words.slice(1, start).join('')}.` : '';
  const parts: string[][] = [[]];
  for (const word of words.slice(start + 1)) {
    if (word === ',') parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts.map((part) => {
    const as = part.indexOf('as');
    const [first = ''] = part;
    if (as < 0) return [first, module + first];
    return [part[as + 1] ?? '', module + part.slice(0, as).join('')];
  });
}
