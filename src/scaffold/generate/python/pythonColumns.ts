import type { SyntaxNode } from '@lezer/common';
import {
  argumentsOf,
  childrenOf,
  listItems,
  nodesOf,
  textOf,
  type PythonSource,
} from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import { formulaOf, isColumnList, type ColumnUse } from '../programs/columnUse';
import { assignmentsIn, namedTexts, textsOf, type Assignment, type NamedTexts } from './pythonTexts';

/** What a Python file says of columns. @param calls all calls of it */
export function pythonColumns(source: PythonSource, calls: readonly SyntaxNode[]): ColumnUse {
  const assignments = assignmentsIn(source);
  const file: ColumnFile = { source, calls, assignments, texts: namedTexts(source, assignments) };
  const subscripts = subscriptsIn(file);
  const removed = removedIn(file);
  const formulas = nodesOf(source.root, 'String').flatMap((node) => {
    const [, learned, terms = ''] =
      /^\s*([A-Za-z][\w.]*)\s*~\s*([\w.][\w. +*:-]*)$/.exec(pythonString(source, node)?.text ?? '') ?? [];
    return learned === undefined ? [] : [formulaOf(learned, terms)];
  });
  return {
    named: [...subscripts.filter(({ isList }) => !isList).flatMap(({ names }) => names), ...removed],
    left: [...learnedIn(file), ...formulas.map(({ learned }) => learned), ...removed],
    removed,
    lists: [...subscripts.filter(({ isList }) => isList).map(({ names }) => names), ...listsIn(file)],
    formulas,
    made: madeIn(file),
    learnsFirst: learnsFirst(file),
  };
}

/** A file as it is looked at. */
interface ColumnFile {
  readonly source: PythonSource;
  readonly calls: readonly SyntaxNode[];
  readonly assignments: readonly Assignment[];
  readonly texts: NamedTexts;
}

/** What a table is asked for: `df["a"]`, `df[["a", "b"]]`, `df.loc[:, FEATURES]`. */
interface Subscript {
  readonly names: readonly string[];
  readonly isList: boolean;
}

const otherThings =
  /^(?:environ|os\.environ|.*config.*|cfg|.*params|args|.*settings|.*metrics|.*results?|history|report)$/i;

function subscriptsIn(file: ColumnFile): readonly Subscript[] {
  const { source, assignments, texts } = file;
  const maps = new Set(assignments.filter(({ value }) => isMap(source, value)).map(({ name }) => name));
  return nodesOf(source.root, 'MemberExpression').flatMap((node) => {
    const asked = askedOf(node);
    const of = node.firstChild ? textOf(source, node.firstChild) : '';
    if (!asked || maps.has(of) || otherThings.test(of)) return [];
    const names = textsOf(source, asked, texts);
    return names === undefined ? [] : [{ names, isList: asked.name !== 'String' && !isOneText(source, asked, texts) }];
  });
}

/** What stands last between the brackets of a member; undefined where it has none. */
function askedOf(member: SyntaxNode): SyntaxNode | undefined {
  const inside = childrenOf(member);
  return inside.at(-1)?.name === ']' ? inside.at(-2) : undefined;
}

function isOneText(source: PythonSource, node: SyntaxNode, texts: NamedTexts): boolean {
  return node.name === 'VariableName' && texts.get(textOf(source, node))?.isList === false;
}

/** What is no table: a dictionary that is written down, or read from a file of settings. */
function isMap(source: PythonSource, value: SyntaxNode): boolean {
  if (value.name.startsWith('Dictionary')) return true;
  return (
    value.name === 'CallExpression' &&
    /^(?:json|yaml|toml|tomllib|pickle)\.\w+\(|^(?:dict|vars)\(/.test(textOf(source, value))
  );
}

function methodOf(source: PythonSource, call: SyntaxNode): string {
  const [callee] = childrenOf(call);
  return callee?.name === 'MemberExpression' ? (textOf(source, callee).split('.').at(-1) ?? '') : '';
}

/** `df.drop(columns=["a"])`, `df.pop("a")`, `del df["a"]`. */
function removedIn({ source, calls, texts }: ColumnFile): readonly string[] {
  const dropped = calls.flatMap((call) => {
    if (!/^(?:drop|pop)$/.test(methodOf(source, call))) return [];
    const list = argumentsOf(source, call);
    const said =
      list.find(({ name }) => name === 'columns' || name === 'labels') ?? list.find(({ name }) => name === undefined);
    return (said?.value && textsOf(source, said.value, texts)) ?? [];
  });
  const deleted = nodesOf(source.root, 'DeleteStatement')
    .flatMap((node) => node.getChildren('MemberExpression'))
    .flatMap((node) => {
      const asked = askedOf(node);
      return (asked && textsOf(source, asked, texts)) ?? [];
    });
  return [...dropped, ...deleted];
}

const learnedVariable = /^(?:y(?:_\w*|\d*)|(?:\w*_)?(?:target|label|outcome)s?)$/i;
const learnedWord = /target|label|outcome/i;

/** Columns that the program wants to be told afterwards: `y = df["a"]`, `TARGET = "a"`, `--target`, `label_column="a"`. */
function learnedIn({ source, calls, assignments, texts }: ColumnFile): readonly string[] {
  const assigned = assignments.flatMap(({ name, value }) => [
    ...(learnedVariable.test(name) ? columnsOf(source, value, texts) : []),
    ...(learnedWord.test(name) ? (textsOf(source, value, texts) ?? []) : []),
  ]);
  const given = calls.flatMap((call) => {
    const list = argumentsOf(source, call);
    const flag = list[0]?.value && pythonString(source, list[0].value)?.text;
    return list.flatMap(({ name, value }) => {
      const isLearned = learnedWord.test(
        name === 'default' && methodOf(source, call) === 'add_argument' ? (flag ?? '') : (name ?? ''),
      );
      return isLearned && value ? (textsOf(source, value, texts) ?? []) : [];
    });
  });
  const written = nodesOf(source.root, 'ParamList', 'DictionaryExpression').flatMap((list) =>
    listItems(list).flatMap((nodes) => {
      const [key] = nodes;
      const value = nodes.at(-1);
      const isLearned = key && value && nodes.length > 2 && learnedWord.test(textOf(source, key));
      return isLearned ? (textsOf(source, value, texts) ?? []) : [];
    }),
  );
  return [...assigned, ...given, ...written];
}

/** Columns that an expression takes of a table: all that it names between brackets, or the attribute of a variable. */
function columnsOf(source: PythonSource, value: SyntaxNode, texts: NamedTexts): readonly string[] {
  return nodesOf(value, 'MemberExpression').flatMap((node) => {
    const asked = askedOf(node);
    if (asked) return textsOf(source, asked, texts) ?? [];
    const isCalled = node.parent?.name === 'CallExpression';
    const last = node.lastChild;
    return !isCalled && node.firstChild?.name === 'VariableName' && last?.name === 'PropertyName'
      ? [textOf(source, last)]
      : [];
  });
}

/** Lists whose names say that they are of columns. */
function listsIn({ source, calls, assignments, texts }: ColumnFile): readonly (readonly string[])[] {
  const given = calls
    .filter((call) => !/^(?:drop|pop|rename)$/.test(methodOf(source, call)))
    .flatMap((call) =>
      argumentsOf(source, call).flatMap(({ name, value }) => (name !== undefined && value ? [{ name, value }] : [])),
    );
  return [...assignments, ...given].flatMap(({ name, value }) => {
    const names = isColumnList(name) && value.name === 'ArrayExpression' ? textsOf(source, value, texts) : undefined;
    return names === undefined ? [] : [names];
  });
}

/** Columns that are written before the program has read them: `df["both"] = df["a"] + df["b"]`. */
function madeIn({ source, texts }: ColumnFile): readonly string[] {
  const firstRead = new Map<string, number>();
  const written: { readonly name: string; readonly at: number }[] = [];
  for (const node of nodesOf(source.root, 'MemberExpression')) {
    const asked = askedOf(node);
    const statement = isTarget(node) ? node.parent : null;
    for (const name of (asked && textsOf(source, asked, texts)) ?? []) {
      // What it is made of is read first, though it stands behind.
      if (statement) written.push({ name, at: statement.to });
      else if (!firstRead.has(name)) firstRead.set(name, node.from);
    }
  }
  const made = written.filter(({ name, at }) => (firstRead.get(name) ?? Infinity) > at).map(({ name }) => name);
  return [...new Set(made)];
}

function isTarget({ parent, from, nextSibling }: SyntaxNode): boolean {
  return parent?.name === 'AssignStatement' && parent.firstChild?.from === from && nextSibling?.name === 'AssignOp';
}

/** Whether it takes the first column of a row or an array apart, and never the last one. */
function learnsFirst({ source }: ColumnFile): boolean {
  const cuts = nodesOf(source.root, 'MemberExpression').flatMap((node) => {
    const open = node.getChild('[');
    const of = node.firstChild ? textOf(source, node.firstChild) : '';
    return open ? [{ of, cut: source.text.slice(open.from, node.to).replaceAll(/\s/g, '') }] : [];
  });
  const isFirst = cuts.some(
    ({ of, cut }) => /^\[:,(?:0\]|1:)/.test(cut) || (of === 'row' && /^\[(?:0|1:)\]$/.test(cut)),
  );
  const isLast = cuts.some(
    ({ of, cut }) => /^\[:,(?::-1|-1)/.test(cut) || cut === '[:-1]' || (of === 'row' && cut === '[-1]'),
  );
  return isFirst && !isLast;
}
