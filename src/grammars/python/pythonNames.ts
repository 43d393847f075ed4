import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf, type PythonSource } from './parsePython';
import type { PythonImports } from './pythonImports';

/** What a name stands for, if that is certain. */
export interface NameUse {
  readonly source: PythonSource;
  readonly node: SyntaxNode;
}

/** Functions that only look at what they get. */
const readers =
  /^(?:(?:simple)?json\.)?dumps$|^(?:print|len|str|repr|pprint|pprint\.pprint|type|isinstance|sorted|display|dict)$/;

/** Names of one file, or of all cells of a notebook: what each is bound to, and where it is used. */
export class PythonNames {
  private readonly uses = new Map<string, readonly NameUse[]>();

  constructor(
    private readonly source: PythonSource,
    private readonly imports: PythonImports,
  ) {}

  /** The expression that a name stands for where it is used: its only binding, or the last of several in the same course of statements. */
  valueOf(use: NameUse): NameUse | undefined {
    const binding = this.bindingOf(use);
    const value = binding && assignedValue(binding);
    return value && !isBelow(binding.node, ...loops) ? { source: binding.source, node: value } : undefined;
  }

  /** Whether nothing can have changed the list or dict that a name stands for where it is used. */
  isUntouched(use: NameUse): boolean {
    const uses = this.usesOf(textOf(use.source, use.node));
    const binding = this.bindingOf(use);
    if (!binding) return false;
    const scope = scopeOf(binding.node);
    const next = uses.find((one) => !isRead(one) && one.node.from > binding.node.from && isIn(one, scope));
    // Other functions may be called at any time.
    const isBeyond = (one: NameUse) =>
      isIn(one, scope) && (one.node.from < binding.node.from || (next !== undefined && one.node.from > next.node.from));
    if (!this.isKeptByBinding(binding)) return false;
    return uses.every((one) => !isRead(one) || this.isHarmless(one) || isBeyond(one));
  }

  /** Whether what a walrus binds is only looked at where it stands. */
  private isKeptByBinding({ source, node }: NameUse): boolean {
    let value = node.parent;
    if (value?.name !== 'NamedExpression') return true;
    while (value.parent?.name === 'ParenthesizedExpression') value = value.parent;
    return value.parent?.name === 'IfStatement' || this.isHarmless({ source, node: value });
  }

  private bindingOf(use: NameUse): NameUse | undefined {
    const bindings = this.usesOf(textOf(use.source, use.node)).filter((one) => !isRead(one));
    if (bindings.length === 1) return bindings[0];
    if (bindings.some(({ node }) => node.parent?.name === 'ScopeStatement')) return undefined;
    const scope = scopeOf(use.node);
    const own = bindings.filter((one) => isIn(one, scope));
    const before = own.filter(({ node }) => node.to <= use.node.from);
    const last = before.at(-1);
    const isRepeated = before.length < own.length && isBelow(use.node, ...loops);
    return last && !isRepeated && isAfterInCourse(last.node, use.node) ? last : undefined;
  }

  private isHarmless({ node }: NameUse): boolean {
    const { parent } = node;
    if (!parent) return false;
    if (parent.name === 'ExpressionStatement' || parent.name === 'FormatReplacement') return true;
    if (parent.name === 'DictionaryExpression' || parent.name === 'ArrayExpression')
      return node.prevSibling?.name !== '**';
    const call = parent.name === 'ArgList' ? parent.parent : undefined;
    const callee = call?.firstChild;
    return callee ? this.imports.namesOf(callee).every((name) => readers.test(name)) : false;
  }

  private usesOf(name: string): readonly NameUse[] {
    const known = this.uses.get(name) ?? usesIn(this.source, name);
    this.uses.set(name, known);
    return known;
  }
}

/** Looks for the text of the name, and only then at the tree: few of a program's names are ever asked for. */
function usesIn(source: PythonSource, name: string): readonly NameUse[] {
  const found: NameUse[] = [];
  const { text, root } = source;
  const next = (from: number) => (name === '' ? -1 : text.indexOf(name, from));
  for (let at = next(0); at >= 0; at = next(at + name.length)) {
    if (letter.test(text.charAt(at - 1)) || letter.test(text.charAt(at + name.length))) continue;
    const node = root.resolveInner(at, 1);
    const isName = node.name === 'VariableName' && node.from === at && node.to === at + name.length;
    if (isName && !isArgumentName(node)) found.push({ source, node });
  }
  return found;
}

/** What makes a longer name of one that stands beside it. */
const letter = /\w/;

/** `name` in `f(name=value)`. */
function isArgumentName(node: SyntaxNode): boolean {
  return node.parent?.name === 'ArgList' && node.nextSibling?.name === 'AssignOp';
}

/** Whether a name is read here; else it is bound, deleted, imported, declared, … */
function isRead({ node }: NameUse): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (parent.name === 'AssignStatement' || parent.name === 'NamedExpression') {
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
  if (parent?.name !== 'AssignStatement' && parent?.name !== 'NamedExpression') return undefined;
  const children = childrenOf(parent).filter(({ name }) => name !== 'TypeDef' && name !== 'Comment');
  const [target, sign, value, ...more] = children;
  const isPlain = target?.from === node.from && sign?.name === 'AssignOp' && more.length === 0;
  return isPlain ? value : undefined;
}

const loops = ['ForStatement', 'WhileStatement'] as const;

/** The function, class or file whose own name this is. */
function scopeOf(node: SyntaxNode): SyntaxNode {
  let scope = node;
  while (scope.parent && !/^(?:FunctionDefinition|LambdaExpression|ClassDefinition)$/.test(scope.name))
    scope = scope.parent;
  return scope;
}

function isIn({ node }: NameUse, scope: SyntaxNode): boolean {
  const { from, to, name } = scopeOf(node);
  return from === scope.from && to === scope.to && name === scope.name;
}

/** Whether a use is only reached by way of a binding: it stands behind it in the same block, or in a block of that. */
function isAfterInCourse(binding: SyntaxNode, use: SyntaxNode): boolean {
  const block = binding.parent?.parent;
  return block !== undefined && block !== null && block.from <= use.from && use.to <= block.to;
}

function isBelow(node: SyntaxNode, ...names: readonly string[]): boolean {
  for (let above = node.parent; above; above = above.parent) if (names.includes(above.name)) return true;
  return false;
}
