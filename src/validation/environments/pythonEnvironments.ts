import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import { plainText, type MappedText } from '../../grammars/mappedText';
import {
  argumentsOf,
  childrenOf,
  listItems,
  nodesOf,
  nodesWhere,
  textOf,
  type PythonSource,
} from '../../grammars/python/parsePython';
import { PythonValues } from '../../grammars/python/pythonValue';
import { createModelLimit, createTransformJobLimit, type LengthLimit } from '../sparkml/checkLength';
import { schemaVariable, type Environment, type Variable, type VariableValue } from './environment';

const mapNames = /^(?:env|environ|environment|Environment|env_?vars|environment_?(?:vars|variables))$/;
const setters = /(?:^|\.)(?:setenv|putenv|setdefault)$/;
const setterOrSchema = new RegExp(`setenv|putenv|setdefault|${schemaVariable}`);
const boundToSchema = new RegExp(`=[\\s(]*\\w?["']{1,3}${schemaVariable}["']`);
const statement = /Statement$|Definition$/;
/** Some of it is in all that gives variables. */
const hint = new RegExp(`[Ee]nv|setdefault|${schemaVariable}`);
/** What is assigned to is an element: of variables by the name of what holds them, or by its key. */
const isSubscript = /^[^=]*\[/;

/** The environments that a Python program writes down. What code makes of them is not known, and not judged. */
export function pythonEnvironments(source: PythonSource): readonly Environment[] {
  const values = new PythonValues(source);
  const reader = { source, values };
  const nodes = nodesWhere(source.root, glance(source));
  const found = (name: string, read: (reader: Reader, node: SyntaxNode) => readonly Environment[]) =>
    nodes.filter((node) => node.name === name).flatMap((node) => read(reader, node));
  return [
    ...found('DictionaryExpression', dictEnvironment),
    ...found('AssignStatement', assigned),
    ...found('CallExpression', called),
    ...argumentEnvironments(reader),
  ];
}

/** Picks what may give variables at a glance: nearly all statements of a program are about something else. */
function glance({ text }: PythonSource): (node: SyntaxNodeRef) => boolean | undefined {
  // Where a name stands for the variable's, any key may be it.
  const anywhere = boundToSchema.test(text);
  return ({ name, from, to }) => {
    const of = text.slice(from, to);
    if (!anywhere && statement.test(name) && !hint.test(of)) return undefined;
    if (name === 'CallExpression') return setterOrSchema.test(of);
    return name === 'DictionaryExpression' || (name === 'AssignStatement' && isSubscript.test(of));
  };
}

interface Reader {
  readonly source: PythonSource;
  readonly values: PythonValues;
}

function dictEnvironment(reader: Reader, dict: SyntaxNode): readonly Environment[] {
  const { source, values } = reader;
  const name = holderName(source, dict);
  const isCertain = name !== undefined && mapNames.test(name);
  const items = listItems(dict);
  // Most dicts of a program are something else: they need no closer look.
  if (!isCertain && !items.some(([key]) => key && mayBeSchema(source, key))) return [];
  const entries = items.flatMap(([key, colon, node, ...more]) => {
    const text = key && colon?.name === ':' ? values.valueOf(source, key) : undefined;
    return text?.kind === 'text' && node && more.length === 0 ? [{ name: text.text, node }] : [];
  });
  if (!isCertain && !entries.some((entry) => entry.name.text === schemaVariable)) return [];
  const variables = entries.map(({ name: of, node }): Variable => ({
    name: of,
    value: valueOf(reader, node, isCertain),
  }));
  const limit = isCertain ? limitOf(source, dict) : undefined;
  const isSparkml = isCertain && /(?:^|\.)SparkMLModel$/.test(calleeOf(source, dict) ?? '');
  return [{ variables, isCertain, ...(limit && { limit }), ...(isSparkml && { image: 'sagemaker-sparkml-serving' }) }];
}

/** What is called with a dict as one of its arguments. */
function calleeOf(source: PythonSource, { parent }: SyntaxNode): string | undefined {
  const callee = parent?.name === 'ArgList' ? parent.prevSibling : undefined;
  return callee ? textOf(source, callee) : undefined;
}

/** `"NAME=value"` among the arguments of a program, and in the lists that a container's variables may be given as. */
function argumentEnvironments({ source, values }: Reader): readonly Environment[] {
  const start = `${schemaVariable}=`;
  if (!source.text.includes(start)) return [];
  return nodesOf(source.root, 'String', 'ContinuedString', 'FormatString')
    .filter(({ parent }) => parent?.name === 'ArrayExpression' || parent?.name === 'TupleExpression')
    .flatMap((node): readonly Environment[] => {
      const argument = textOf(source, node).includes(start) ? values.valueOf(source, node) : undefined;
      if (argument?.kind !== 'text' || !argument.text.text.startsWith(start)) return [];
      const value = { kind: 'text', text: argument.text.slice(start.length) } as const;
      return [{ variables: [{ name: argument.text.slice(0, schemaVariable.length), value }], isCertain: true }];
    });
}

function valueOf({ source, values }: Reader, node: SyntaxNode, isCertain: boolean): VariableValue {
  const value = values.valueOf(source, node);
  if (value?.kind === 'text') {
    const { printedBy, text } = value;
    if (!printedBy) return { kind: 'text', text };
    const change = { from: printedBy.from, to: printedBy.to, text: 'json.dumps' };
    return { kind: 'text', text, repair: { title: 'Use json.dumps', changes: [change] } };
  }
  const isCollection = value?.kind === 'dict' || value?.kind === 'list';
  if (!isCertain || !isCollection) return { kind: 'unknown' };
  const { from, to } = node;
  const changes = [
    { from, to: from, text: 'json.dumps(' },
    { from: to, to, text: ')' },
  ];
  return { kind: 'object', from, to, wrap: { title: 'Wrap in json.dumps()', changes } };
}

/** What a dict is given to: an argument's name, a key, a variable. */
function holderName(source: PythonSource, dict: SyntaxNode): string | undefined {
  const { parent } = dict;
  const before = dict.prevSibling;
  const name = before?.prevSibling;
  if (!parent || !before || !name) return undefined;
  if (parent.name === 'AssignStatement') {
    return textOf(source, parent.firstChild ?? name)
      .split('.')
      .at(-1);
  }
  if (parent.name === 'ArgList' && before.name === 'AssignOp') return textOf(source, name);
  if (parent.name !== 'DictionaryExpression' || before.name !== ':') return undefined;
  return textOf(source, name).replaceAll(/^["']|["']$/g, '');
}

/** By the call that the dict goes to; a dict of its own may go anywhere that a model is made. */
function limitOf(source: PythonSource, dict: SyntaxNode): LengthLimit | undefined {
  for (let above = dict.parent; above; above = above.parent) {
    const callee = above.name === 'CallExpression' ? above.firstChild : undefined;
    if (!callee) continue;
    const name = textOf(source, callee).split('.').at(-1) ?? '';
    if (/transform/i.test(name)) return createTransformJobLimit;
    return /model/i.test(name) ? createModelLimit : undefined;
  }
  return /\b(?:SparkMLModel|create_model)\b/.test(source.text) && !/transform/i.test(source.text)
    ? createModelLimit
    : undefined;
}

/** Whether an expression may be the name of the schema's variable, at a glance. */
function mayBeSchema(source: PythonSource, node: SyntaxNode): boolean {
  return node.name !== 'String' || textOf(source, node).includes(schemaVariable);
}

/** `os.environ["NAME"] = value` */
function assigned(reader: Reader, statement: SyntaxNode): readonly Environment[] {
  const { source, values } = reader;
  if (statement.firstChild?.name !== 'MemberExpression') return [];
  const [base, bracket, index] = childrenOf(statement.firstChild);
  if (!base || bracket?.name !== '[' || !index) return [];
  const isCertain = mapNames.test(textOf(source, base).split('.').at(-1) ?? '');
  if (!isCertain && !mayBeSchema(source, index)) return [];
  const [, sign, value, ...more] = childrenOf(statement).filter(({ name }) => name !== 'Comment');
  if (sign?.name !== 'AssignOp' || !value || more.length > 0) return [];
  const key = values.valueOf(source, index);
  if (key?.kind !== 'text') return [];
  return one(key.text, isCertain, () => valueOf(reader, value, isCertain));
}

/** `os.environ.setdefault("NAME", value)`, and `dict(NAME=value)`. */
function called(reader: Reader, call: SyntaxNode): readonly Environment[] {
  const { source, values } = reader;
  const isSetter = call.firstChild !== null && setters.test(textOf(source, call.firstChild));
  if (!isSetter && !textOf(source, call).includes(schemaVariable)) return [];
  const all = argumentsOf(source, call);
  const isCertain = mapNames.test(holderName(source, call) ?? '');
  const byName = all.flatMap(({ name, nameNode, value }) =>
    name === schemaVariable && nameNode && value
      ? one(plainText(name, nameNode.from), isCertain, () => valueOf(reader, value, isCertain))
      : [],
  );
  const [first, second] = all;
  if (!isSetter || !first?.value || !second?.value) return byName;
  const { value } = second;
  const name = values.valueOf(source, first.value);
  return name?.kind === 'text' ? [...byName, ...one(name.text, true, () => valueOf(reader, value, true))] : byName;
}

function one(name: MappedText, isCertain: boolean, value: () => VariableValue): readonly Environment[] {
  return isCertain || name.text === schemaVariable ? [{ variables: [{ name, value: value() }], isCertain }] : [];
}
