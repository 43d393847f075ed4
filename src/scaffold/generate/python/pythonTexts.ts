import type { SyntaxNode } from '@lezer/common';
import { childrenOf, listItems, nodesOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';

/** A variable, and what it is given. */
export interface Assignment {
  readonly name: string;
  readonly value: SyntaxNode;
}

/** What variables hold that are given texts in plain words, and nothing else. */
export type NamedTexts = ReadonlyMap<string, { readonly texts: readonly string[]; readonly isList: boolean }>;

/** All that is given to variables, also to several at once. */
export function assignmentsIn(source: PythonSource): readonly Assignment[] {
  return nodesOf(source.root, 'AssignStatement').flatMap((node) => {
    const sides = sidesOf(node);
    const values = sides.at(-1) ?? [];
    return sides.slice(0, -1).flatMap((targets) =>
      targets.flatMap((target, index): readonly Assignment[] => {
        const value = values.length === targets.length ? values[index] : undefined;
        return value && target.name === 'VariableName' ? [{ name: textOf(source, target), value }] : [];
      }),
    );
  });
}

/** The expressions between the signs of an assignment: targets first, values last. */
function sidesOf(node: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const sides: SyntaxNode[][] = [[]];
  for (const child of childrenOf(node)) {
    if (child.name === 'AssignOp') sides.push([]);
    else if (child.name !== ',' && child.name !== 'TypeDef' && child.name !== 'Comment') sides.at(-1)?.push(child);
  }
  return sides;
}

/** Variables that stand for texts: `FEATURES = ["a", "b"]`, `ALL = FEATURES + ["c"]`. */
export function namedTexts(source: PythonSource, assignments: readonly Assignment[]): NamedTexts {
  const found = new Map<string, { readonly texts: readonly string[]; readonly isList: boolean }>();
  for (const { name, value } of assignments) {
    const texts = textsOf(source, value, found);
    const isOne = isText(value) || found.get(textOf(source, value))?.isList === false;
    if (texts) found.set(name, { texts, isList: !isOne });
  }
  return found;
}

function isText({ name }: SyntaxNode): boolean {
  return name === 'String' || name === 'ContinuedString';
}

/** The texts that an expression is: one, a list of them, variables that stand for some, and sums; undefined for any other. */
export function textsOf(source: PythonSource, node: SyntaxNode, named: NamedTexts): readonly string[] | undefined {
  switch (node.name) {
    case 'String':
    case 'ContinuedString': {
      const text = pythonString(source, node)?.text;
      return text === undefined ? undefined : [text];
    }
    case 'VariableName':
      return named.get(textOf(source, node))?.texts;
    case 'ParenthesizedExpression':
    case 'BinaryExpression': {
      const parts = childrenOf(node).filter(({ name }) => !/^(?:[()]|ArithOp|Comment)$/.test(name));
      // Texts that are added are one text, which is not put together here.
      const isSum = node.name === 'BinaryExpression' && parts.some(isText);
      return isSum ? undefined : together(parts, (part) => textsOf(source, part, named));
    }
    case 'ArrayExpression':
    case 'TupleExpression':
      return together(listItems(node), (nodes) => {
        const [item, ...more] = nodes.filter(({ name }) => name !== '*');
        return item && more.length === 0 ? textsOf(source, item, named) : undefined;
      });
    default:
      return undefined;
  }
}

/** All parts in their order; undefined where one is none, or there are none. */
function together<T>(
  parts: readonly T[],
  read: (part: T) => readonly string[] | undefined,
): readonly string[] | undefined {
  const texts = parts.map(read);
  return texts.length > 0 && texts.every((one) => one !== undefined) ? texts.flat() : undefined;
}
