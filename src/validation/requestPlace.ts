import type { Node } from 'jsonc-parser';
import type { Definition } from '../definitions/definition';
import { parseJson } from '../definitions/strictJson';
import type { JsonPath, Problem } from './problem';

/** The syntax tree of a definition's text; undefined where it is no JSON. */
export function syntaxTree({ tree, text }: Pick<Definition, 'tree' | 'text'>): Node | undefined {
  if (tree) return tree;
  const parsed = parseJson(text);
  return parsed.fault ? undefined : parsed.root;
}

/** The text to mark: a field's name, a simple value whole, and of an object or list its opening bracket. */
export function spot(
  root: Node | undefined,
  { path, at }: Pick<Problem, 'path' | 'at'>,
): { readonly offset: number; readonly length: number } {
  const node = nodeAt(root, path);
  if (!node) return { offset: 0, length: 0 };
  const { offset, length, type } = (at === 'key' ? node.parent?.children?.[0] : undefined) ?? node;
  return { offset, length: type === 'object' || type === 'array' ? 1 : length };
}

/** The last of equal fields, as it is the one that counts. */
function nodeAt(root: Node | undefined, path: JsonPath): Node | undefined {
  return path.reduce<Node | undefined>((node, step) => {
    if (typeof step === 'number') return node?.children?.[step];
    return node?.children?.findLast(({ children }) => children?.[0]?.value === step)?.children?.[1];
  }, root);
}
