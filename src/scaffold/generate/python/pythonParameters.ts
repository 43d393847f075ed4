import type { SyntaxNode } from '@lezer/common';
import { childrenOf, listItems, textOf, type PythonSource } from '../../../grammars/python/parsePython';

/** What a function is called with. */
export interface Parameter {
  readonly name: string;
  /** As written. */
  readonly default?: string;
  /** What it says that it takes, as written. */
  readonly type?: string;
}

/** A parameter, with its default as syntax. */
export interface ParameterNode {
  readonly name: string;
  /** Empty where it does not say. */
  readonly type: string;
  readonly value?: SyntaxNode;
}

/** Parameters of a function, without those that take all the others. */
export function parameterNodes(source: PythonSource, definition: SyntaxNode): readonly ParameterNode[] {
  const list = definition.getChild('ParamList');
  return (list ? listItems(list) : []).flatMap((nodes): readonly ParameterNode[] => {
    const [first] = nodes;
    if (first?.name !== 'VariableName') return [];
    const sign = nodes.findIndex(({ name }) => name === 'AssignOp');
    const value = sign < 0 ? undefined : nodes[sign + 1];
    const type = nodes.find(({ name }) => name === 'TypeDef');
    return [
      {
        name: textOf(source, first),
        type: type
          ? textOf(source, type)
              .replace(/^:\s*|["']/g, '')
              .trim()
          : '',
        ...(value && { value }),
      },
    ];
  });
}

/** The same as texts. */
export function parametersOf(source: PythonSource, definition: SyntaxNode): readonly Parameter[] {
  return parameterNodes(source, definition).map(({ name, type, value }) => ({
    name,
    ...(value && { default: textOf(source, value) }),
    ...(type !== '' && { type }),
  }));
}

/** A function, or a class, that stands in a body, whatever decorates it. */
export function definitionOf(node: SyntaxNode): SyntaxNode {
  if (node.name !== 'DecoratedStatement') return node;
  return node.getChild('FunctionDefinition') ?? node.getChild('ClassDefinition') ?? node;
}

/** What decorates a definition: calls and names, as nodes. */
export function decoratorsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.name === 'DecoratedStatement' ? node.getChildren('Decorator') : [];
}

/** The name of a decorator, without what it is called with: `click.option`. */
export function decoratorName(source: PythonSource, node: SyntaxNode): string {
  const list = node.getChild('ArgList');
  return source.text.slice(node.from + 1, list?.from ?? node.to).trim();
}

/** The name of a function or a class. */
export function definedName(source: PythonSource, definition: SyntaxNode): string {
  const name = definition.getChild('VariableName');
  return name ? textOf(source, name) : '';
}

/** The statements of a function, or of a class. */
export function bodyOf(definition: SyntaxNode): readonly SyntaxNode[] {
  const body = definition.getChild('Body');
  return body ? childrenOf(body).filter(({ name }) => name !== ':') : [];
}
