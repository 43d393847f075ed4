import { parseTree, type Node } from 'jsonc-parser';
import type { DataNode } from './dataNode';
import { jsonString } from './jsonString';

/** Deeper text would exhaust the stack. */
const deepest = 200;

/** JSON as data, also with comments or mistakes in it; undefined where nothing can be made of it. */
export function jsonData(text: string): DataNode | undefined {
  if (isDeep(text)) return undefined;
  // A byte order mark becomes a space, so that offsets stay those of the text.
  const root = parseTree(text.replace(/^\uFEFF/, ' '));
  return root && dataOf(root, text);
}

function dataOf(node: Node, text: string): DataNode {
  const span = { from: node.offset, to: node.offset + node.length };
  switch (node.type) {
    case 'object':
      return {
        ...span,
        kind: 'map',
        entries: (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
          key && value ? [{ key: stringOf(key, text), value: dataOf(value, text) }] : [],
        ),
      };
    case 'array':
      return { ...span, kind: 'list', items: (node.children ?? []).map((child) => dataOf(child, text)) };
    case 'string':
      return { ...span, kind: 'text', text: stringOf(node, text) };
    case 'property':
      return { ...span, kind: 'unknown' };
    case 'number':
    case 'boolean':
    case 'null':
      return { ...span, kind: 'plain', value: text.slice(span.from, span.to) };
  }
}

function stringOf({ offset, length }: Node, text: string) {
  return jsonString(text.slice(offset, offset + length), offset);
}

/** Looks at characters only, and not into strings: outputs of notebooks are full of brackets. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [part] of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|[{}[\]]/g)) {
    if (part === '{' || part === '[') depth += 1;
    if (part === '}' || part === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}
