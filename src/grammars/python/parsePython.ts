import { TreeFragment, type SyntaxNode, type Tree } from '@lezer/common';
import { parser } from '@lezer/python';

/** A Python file, or a notebook's cell. */
export interface PythonSource {
  readonly text: string;
  readonly root: SyntaxNode;
}

/** Parses any text as Python; what is no Python becomes error nodes. Offsets count UTF-16 units. */
export function parsePython(text: string): PythonSource {
  return { text, root: (text.length > longText ? parseAgain(text) : parser.parse(text)).topNode };
}

/**
 * Parses a long text with what still holds of the one before. Only of text without mistakes is there one tree alone: how mistakes are
 * gone around depends on where parsing began, so with them everything is parsed.
 */
function parseAgain(text: string): Tree {
  const again = last && parser.parse(text, unchanged(last, text));
  const tree = again && isSound(again) ? again : parser.parse(text);
  if (tree === again || isSound(tree)) last = { text, tree };
  return tree;
}

function isSound(tree: Tree): boolean {
  const cursor = tree.cursor();
  do if (cursor.type.isError) return false;
  while (cursor.next());
  return true;
}

interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

/** Characters of a text that is worth keeping. */
const longText = 5_000;
/** The last long text without mistakes: while somebody types, the next one differs from it in one place. */
let last: Parsed | undefined;

/** The parts of a tree that hold for another text too. */
function unchanged({ text: before, tree }: Parsed, after: string): readonly TreeFragment[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end += 1;
  const change = { fromA: start, toA: before.length - end, fromB: start, toB: after.length - end };
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [change]);
}

/** A node's children that are not punctuation, with error nodes left in. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

export function textOf({ text }: PythonSource, { from, to }: SyntaxNode): string {
  return text.slice(from, to);
}

/** An argument of a call; positional ones have no name. */
export interface PythonArgument {
  readonly name?: string;
  readonly nameNode?: SyntaxNode;
  /** Absent where the text breaks off. */
  readonly value?: SyntaxNode;
  /** `*` or `**` before the value. */
  readonly unpacked?: '*' | '**';
}

/** The arguments of a CallExpression, in their order. */
export function argumentsOf(source: PythonSource, call: SyntaxNode): readonly PythonArgument[] {
  const list = call.getChild('ArgList');
  return list ? listItems(list).map((nodes) => argumentOf(source, nodes)) : [];
}

function argumentOf(source: PythonSource, nodes: readonly SyntaxNode[]): PythonArgument {
  const [first, second, third] = nodes;
  if (first?.name === 'VariableName' && second?.name === 'AssignOp') {
    return { name: textOf(source, first), nameNode: first, ...(third && { value: third }) };
  }
  if (first?.name === '*' || first?.name === '**') return { unpacked: first.name, ...(second && { value: second }) };
  return { ...(first && { value: first }) };
}

/** The items of a bracketed, comma-separated list, each as its nodes; comments left out. */
export function listItems(list: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const items: SyntaxNode[][] = [[]];
  for (const child of childrenOf(list)) {
    if (child.name === ',') items.push([]);
    else if (!/^[()[\]{}]$|^Comment$/.test(child.name)) items.at(-1)?.push(child);
  }
  return items.filter((nodes) => nodes.length > 0);
}

/** All nodes of a kind below a node, in the order of the text. */
export function nodesOf(root: SyntaxNode, ...names: readonly string[]): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const wanted = new Set(names);
  root.cursor().iterate((node) => {
    if (wanted.has(node.name)) found.push(node.node);
  });
  return found;
}
