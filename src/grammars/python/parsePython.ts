import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import { joinedTrees, PythonTrees } from './pythonTrees';

/** A Python file, or the cells of a notebook as one. */
export interface PythonSource {
  readonly text: string;
  readonly root: SyntaxNode;
}

/** How a text is parsed. */
export interface ParseOptions {
  /** Where the cells of a notebook begin: each is parsed by itself, so that what is broken in one leaves the others whole. */
  readonly cells?: readonly number[] | undefined;
  /** What was parsed before. */
  readonly trees?: PythonTrees | undefined;
}

/** Parses any text as Python; what is no Python becomes error nodes. Offsets count UTF-16 units. */
export function parsePython(text: string, { cells, trees = new PythonTrees() }: ParseOptions = {}): PythonSource {
  if (!cells) return { text, root: trees.treeOf(text).topNode };
  const parsed = cells.map((start, index) => trees.treeOf(text.slice(start, cells[index + 1])));
  return { text, root: joinedTrees(parsed, cells, text.length).topNode };
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
  const wanted = new Set(names);
  return nodesWhere(root, ({ name }) => wanted.has(name));
}

/**
 * The nodes below a node that a glance picks, in the order of the text: a node is costly to make, a glance at one is not.
 * @param isWanted undefined says that nothing below the node is wanted either
 */
export function nodesWhere(
  root: SyntaxNode,
  isWanted: (node: SyntaxNodeRef) => boolean | undefined,
): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  root.cursor().iterate((node) => {
    const is = isWanted(node);
    if (is) found.push(node.node);
    return is !== undefined;
  });
  return found;
}
