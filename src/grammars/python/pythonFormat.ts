import type { SyntaxNode } from '@lezer/common';
import { joined, type MappedText } from '../mappedText';
import { childrenOf, type PythonSource } from './parsePython';
import { stringPiece, stringQuotes } from './pythonString';

/**
 * The value of an f-string into which only text is put that is known; undefined for any other.
 * @param valueOf what stands between braces
 */
export function pythonFormat(
  source: PythonSource,
  node: SyntaxNode,
  valueOf: (node: SyntaxNode) => MappedText | undefined,
): MappedText | undefined {
  const quotes = stringQuotes(source.text.slice(node.from, node.to));
  if (!quotes) return undefined;
  const parts: (MappedText | undefined)[] = [];
  let from = node.from + quotes.start;
  const literal = (to: number) => {
    if (to > from) parts.push(stringPiece({ ...quotes, isFormat: true }, source.text.slice(from, to), from));
  };
  for (const child of childrenOf(node)) {
    if (child.name === 'Escape') continue;
    // A conversion, a format, `{name=}`: Python's own print.
    const [, expression, end, ...more] = childrenOf(child);
    if (child.name !== 'FormatReplacement' || !expression || end?.name !== '}' || more.length > 0) return undefined;
    literal(child.from);
    parts.push(valueOf(expression));
    from = child.to;
  }
  literal(node.to - quotes.mark.length);
  return parts.every((part) => part !== undefined) ? joined(parts) : undefined;
}
