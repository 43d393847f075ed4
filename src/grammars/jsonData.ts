import { parseTree, type Node } from 'jsonc-parser';
import type { DataEntry, DataNode } from './dataNode';
import { jsonString } from './jsonString';

/** Deeper text would exhaust the stack. */
const deepest = 200;

/** JSON as data, also with comments or mistakes in it; undefined where nothing can be made of it. */
export function jsonData(text: string): DataNode | undefined {
  if (isDeep(text)) return undefined;
  // A byte order mark becomes a space, so that offsets stay those of the text.
  const root = parseTree(text.replace(/^\uFEFF/, ' '));
  return root && treeData(root, text);
}

/** The data of a text whose syntax tree is there already. */
export function treeData(node: Node, text: string): DataNode {
  const [from, to] = [node.offset, node.offset + node.length];
  switch (node.type) {
    case 'object':
      return { kind: 'map', from, to, entries: entriesOf(node, text) };
    case 'array':
      return { kind: 'list', from, to, items: (node.children ?? []).map((child) => treeData(child, text)) };
    case 'string':
      return { kind: 'text', from, to, text: stringOf(node, text) };
    case 'property':
      return { kind: 'unknown', from, to };
    case 'number':
    case 'boolean':
    case 'null':
      return { kind: 'plain', from, to, value: text.slice(from, to) };
  }
}

function entriesOf({ children = [] }: Node, text: string): readonly DataEntry[] {
  const entries: DataEntry[] = [];
  for (const { children: [key, value] = [] } of children)
    if (key && value) entries.push({ key: stringOf(key, text), value: treeData(value, text) });
  return entries;
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
