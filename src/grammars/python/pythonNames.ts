import type { SyntaxNode } from '@lezer/common';
import { childrenOf, nodesOf, textOf, type PythonSource } from './parsePython';

/** What a name stands for, if that is certain. */
export interface NameUse {
  readonly source: PythonSource;
  readonly node: SyntaxNode;
}

/** Functions that only look at what they get. */
const readers = /^(?:json\.)?dumps$|^(?:print|len|str|repr|pprint|pprint\.pprint|type|isinstance|sorted|display)$/;

/** Names of one file, or of all cells of a notebook: what each is bound to, and where it is used. */
export class PythonNames {
  private uses: ReadonlyMap<string, readonly NameUse[]> | undefined;

  constructor(private readonly sources: readonly PythonSource[]) {}

  /** The expression that a name stands for: bound once in the whole file, by a plain assignment. */
  valueOf(name: string): NameUse | undefined {
    const uses = this.usesOf(name);
    const bindings = uses.filter((use) => !isRead(use));
    const [only] = bindings;
    if (!only || bindings.length > 1) return undefined;
    const value = assignedValue(only);
    return value && !isBelow(only.node, 'ForStatement', 'WhileStatement')
      ? { source: only.source, node: value }
      : undefined;
  }

  /** Whether nothing can have changed the list or dict that a name stands for. */
  isUntouched(name: string): boolean {
    return this.usesOf(name).every((use) => !isRead(use) || isHarmless(use));
  }

  private usesOf(name: string): readonly NameUse[] {
    this.uses ??= collect(this.sources);
    return this.uses.get(name) ?? [];
  }
}

function collect(sources: readonly PythonSource[]): ReadonlyMap<string, readonly NameUse[]> {
  const found = new Map<string, NameUse[]>();
  for (const source of sources) {
    for (const node of nodesOf(source.root, 'VariableName')) {
      if (isArgumentName(node)) continue;
      const name = textOf(source, node);
      const uses = found.get(name) ?? [];
      uses.push({ source, node });
      found.set(name, uses);
    }
  }
  return found;
}

/** `name` in `f(name=value)`. */
function isArgumentName(node: SyntaxNode): boolean {
  return node.parent?.name === 'ArgList' && node.nextSibling?.name === 'AssignOp';
}

/** Whether a name is read here; else it is bound, deleted, imported, declared, … */
function isRead({ node }: NameUse): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (parent.name === 'AssignStatement') {
    const sign = lastAssign(parent);
    return sign !== undefined && node.from > sign.from;
  }
  return expressions.has(parent.name);
}

const expressions = new Set([
  'ArgList',
  'ArrayExpression',
  'TupleExpression',
  'DictionaryExpression',
  'SetExpression',
  'MemberExpression',
  'CallExpression',
  'BinaryExpression',
  'UnaryExpression',
  'ConditionalExpression',
  'ParenthesizedExpression',
  'ExpressionStatement',
  'ReturnStatement',
  'FormatReplacement',
  'IfStatement',
  'AssertStatement',
  'YieldExpression',
  'AwaitExpression',
]);

/** The `=` of an assignment that is one: neither `a = b = …` nor `a, b = …`. */
function lastAssign(statement: SyntaxNode): SyntaxNode | undefined {
  return childrenOf(statement).findLast(({ name }) => name === 'AssignOp');
}

function assignedValue({ node }: NameUse): SyntaxNode | undefined {
  const { parent } = node;
  if (parent?.name !== 'AssignStatement') return undefined;
  const children = childrenOf(parent).filter(({ name }) => name !== 'TypeDef' && name !== 'Comment');
  const [target, sign, value, ...more] = children;
  const isPlain = target?.from === node.from && sign?.name === 'AssignOp' && more.length === 0;
  return isPlain ? value : undefined;
}

function isHarmless({ source, node }: NameUse): boolean {
  const { parent } = node;
  if (parent?.name === 'ExpressionStatement') return true;
  if (parent?.name === 'DictionaryExpression' || parent?.name === 'ArrayExpression')
    return node.prevSibling?.name !== '**';
  if (parent?.name !== 'ArgList') return false;
  const call = parent.parent;
  const callee = call?.firstChild;
  return call?.name === 'CallExpression' && callee ? readers.test(textOf(source, callee)) : false;
}

function isBelow(node: SyntaxNode, ...names: readonly string[]): boolean {
  for (let above = node.parent; above; above = above.parent) if (names.includes(above.name)) return true;
  return false;
}
