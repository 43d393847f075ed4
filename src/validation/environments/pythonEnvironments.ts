import type { SyntaxNode } from '@lezer/common';
import { plainText } from '../../grammars/mappedText';
import {
  argumentsOf,
  childrenOf,
  listItems,
  nodesOf,
  textOf,
  type PythonSource,
} from '../../grammars/python/parsePython';
import { PythonNames } from '../../grammars/python/pythonNames';
import { PythonValues } from '../../grammars/python/pythonValue';
import { createModelLimit, createTransformJobLimit, type LengthLimit } from '../sparkml/checkLength';
import { schemaVariable, type Environment, type Variable, type VariableValue } from './environment';

const mapNames = /^(?:env|environ|environment|Environment|env_?vars|environment_?(?:vars|variables))$/;
const setters = /(?:^|\.)(?:setenv|putenv|setdefault)$/;

/** The environments that a Python program writes down. What code makes of them is not known, and not judged. */
export function pythonEnvironments(source: PythonSource): readonly Environment[] {
  const values = new PythonValues(new PythonNames([source]));
  const reader = { source, values };
  return [
    ...nodesOf(source.root, 'DictionaryExpression').flatMap((node) => dictEnvironment(reader, node)),
    ...nodesOf(source.root, 'AssignStatement').flatMap((node) => assigned(reader, node)),
    ...nodesOf(source.root, 'CallExpression').flatMap((node) => called(reader, node)),
  ];
}

interface Reader {
  readonly source: PythonSource;
  readonly values: PythonValues;
}

function dictEnvironment(reader: Reader, dict: SyntaxNode): readonly Environment[] {
  const { source, values } = reader;
  const name = holderName(source, dict);
  const isCertain = name !== undefined && mapNames.test(name);
  const variables = listItems(dict).flatMap(([key, colon, value, ...more]): readonly Variable[] => {
    const text = key && colon?.name === ':' ? values.valueOf(source, key) : undefined;
    if (text?.kind !== 'text' || !value || more.length > 0) return [];
    return [{ name: text.text, value: valueOf(reader, value, isCertain) }];
  });
  if (!isCertain && !variables.some((variable) => variable.name.text === schemaVariable)) return [];
  const limit = isCertain ? limitOf(source, dict) : undefined;
  return [{ variables, isCertain, ...(limit && { limit }) }];
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

/** `os.environ["NAME"] = value` */
function assigned(reader: Reader, statement: SyntaxNode): readonly Environment[] {
  const { source, values } = reader;
  const [target, sign, value, ...more] = childrenOf(statement).filter(({ name }) => name !== 'Comment');
  if (target?.name !== 'MemberExpression' || sign?.name !== 'AssignOp' || !value || more.length > 0) return [];
  const [base, bracket, index] = childrenOf(target);
  const key = base && bracket?.name === '[' && index ? values.valueOf(source, index) : undefined;
  if (!base || key?.kind !== 'text') return [];
  const isCertain = mapNames.test(textOf(source, base).split('.').at(-1) ?? '');
  return one({ name: key.text, value: valueOf(reader, value, isCertain) }, isCertain);
}

/** `os.environ.setdefault("NAME", value)`, and `dict(NAME=value)`. */
function called(reader: Reader, call: SyntaxNode): readonly Environment[] {
  const { source, values } = reader;
  const all = argumentsOf(source, call);
  const byName = all.flatMap(({ name, nameNode, value }) =>
    name === schemaVariable && nameNode && value
      ? one({ name: plainText(name, nameNode.from), value: valueOf(reader, value, false) }, false)
      : [],
  );
  const [first, second] = all;
  if (!call.firstChild || !first?.value || !second?.value || !setters.test(textOf(source, call.firstChild)))
    return byName;
  const name = values.valueOf(source, first.value);
  if (name?.kind !== 'text') return byName;
  return [...byName, ...one({ name: name.text, value: valueOf(reader, second.value, true) }, true)];
}

function one(variable: Variable, isCertain: boolean): readonly Environment[] {
  return isCertain || variable.name.text === schemaVariable ? [{ variables: [variable], isCertain }] : [];
}
