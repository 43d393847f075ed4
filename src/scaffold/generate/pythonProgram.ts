import type { SyntaxNode } from '@lezer/common';
import {
  argumentsOf,
  childrenOf,
  listItems,
  nodesOf,
  parsePython,
  textOf,
  type PythonSource,
} from '../../grammars/python/parsePython';
import { pythonString } from '../../grammars/python/pythonString';
import { readArgparse } from '../../validation/hyperparameters/argparseScript';
import type { HyperparameterSpec } from '../../validation/hyperparameters/hyperparameterSpec';
import type { ColumnUse } from './columnUse';
import { pythonColumns } from './pythonColumns';
import { pythonPaths } from './pythonPaths';
import { importedNames, webRoutesIn, type ImportedName, type WebRoutes } from './webRoutes';

/** What a Python file shows of itself, without being run. */
export interface PythonProgram {
  /** Top names of what it imports: `numpy`, `sklearn`. */
  readonly imports: readonly string[];
  /** Whether it imports from its own package: `from . import x`. */
  readonly isRelative: boolean;
  /** Functions at its top, with their parameters. */
  readonly functions: ReadonlyMap<string, readonly Parameter[]>;
  /** Whether running it does something: a main guard, or statements that are more than definitions. */
  readonly runs: boolean;
  /** A web application that it makes: an expression of its names. */
  readonly app?: { readonly framework: 'fastapi' | 'flask'; readonly object: string };
  /** Routes of applications and routers. */
  readonly web: WebRoutes;
  /** Names that it imports. */
  readonly names: ReadonlyMap<string, ImportedName>;
  /** Options of its command line, where they are written down. */
  readonly options: readonly ProgramOption[];
  /** Whether it looks at its command line at all. */
  readonly readsArguments: boolean;
  /** Files that it names, as it names them: see `pathsUsedBy`. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What it says of the columns of its data. */
  readonly columns: ColumnUse;
  /** Its text, for words in it. */
  readonly text: string;
}

/** What a function is called with. */
export interface Parameter {
  readonly name: string;
  /** As written. */
  readonly default?: string;
}

/** An option of a command line. */
export interface ProgramOption extends HyperparameterSpec {
  /** It takes what an SM_ variable says where it is not given. */
  readonly isFromEnvironment?: boolean;
  /** It is a path, whatever it is called. */
  readonly isPath?: boolean;
}

/** What the Trainer of Hugging Face can't do without: the folder that it saves to. */
const trainerOutput: ProgramOption = { name: 'output_dir', type: 'string', required: true, isPath: true };

/** Reads a Python file; any text will do. @param name for messages */
export function readPythonProgram(text: string, name: string): PythonProgram {
  const source = parsePython(text);
  const calls = nodesOf(source.root, 'CallExpression');
  const app = appIn(source, calls);
  const usage = readArgparse(text, name);
  const defaults = optionDefaults(source, calls);
  const { reads, writes } = pythonPaths(source, calls);
  return {
    imports: [...new Set(importsIn(source))],
    isRelative: /^\s*from\s+\.+\w*\s+import\b/m.test(text),
    functions: functionsIn(source),
    runs: runsByItself(source),
    ...(app && { app }),
    web: webRoutesIn(source, calls),
    names: importedNames(source),
    options: [
      ...(usage?.parameters ?? []).map((spec) => ({ ...spec, ...defaults.get(spec.name) })),
      ...(/\bHfArgumentParser\([^]*\bTrainingArguments\b/.test(text) ? [trainerOutput] : []),
    ],
    readsArguments:
      usage !== undefined ||
      /\bsys\.argv\b|\bimport (?:click|typer|fire)\b|\bfrom (?:click|typer|fire) |\bfrom absl import [^\n]*\bflags\b|\bHfArgumentParser\(/.test(
        text,
      ),
    reads,
    writes,
    columns: pythonColumns(source, calls),
    text,
  };
}

function importsIn({ text }: PythonSource): readonly string[] {
  const found: string[] = [];
  for (const [, names] of text.matchAll(/^[ \t]*import[ \t]+([^\n#;]+)/gm)) {
    for (const one of (names ?? '').split(',')) found.push(one.trim().split(/[\s.]/)[0] ?? '');
  }
  for (const [, name] of text.matchAll(/^[ \t]*from[ \t]+(\w+)[\w.]*[ \t]+import\b/gm)) found.push(name ?? '');
  return found.filter((name) => /^[A-Za-z_]\w*$/.test(name));
}

function functionsIn(source: PythonSource): ReadonlyMap<string, readonly Parameter[]> {
  const found = new Map<string, readonly Parameter[]>();
  for (const node of childrenOf(source.root)) {
    const definition = node.name === 'DecoratedStatement' ? node.getChild('FunctionDefinition') : node;
    if (definition?.name !== 'FunctionDefinition') continue;
    const name = definition.getChild('VariableName');
    const list = definition.getChild('ParamList');
    if (name) found.set(textOf(source, name), list ? parametersOf(source, list) : []);
  }
  return found;
}

/** Parameters of a function, without those that take all the others. */
function parametersOf(source: PythonSource, list: SyntaxNode): readonly Parameter[] {
  return listItems(list).flatMap((nodes): readonly Parameter[] => {
    const [first] = nodes;
    if (first?.name !== 'VariableName') return [];
    const sign = nodes.findIndex(({ name }) => name === 'AssignOp');
    const value = sign < 0 ? undefined : nodes[sign + 1];
    return [{ name: textOf(source, first), ...(value && { default: textOf(source, value) }) }];
  });
}

const definitions = new Set([
  ...['FunctionDefinition', 'ClassDefinition', 'DecoratedStatement', 'ImportStatement', 'AssignStatement'],
  ...['Comment', 'PassStatement', 'TryStatement', 'UpdateStatement'],
]);

/** A main guard, or a statement at the top that does something. */
function runsByItself(source: PythonSource): boolean {
  return childrenOf(source.root).some((node) => {
    const text = textOf(source, node);
    if (node.name === 'IfStatement') return /^if\s+\(?\s*(?:__name__\s*==|["']__main__["'])/.test(text);
    if (definitions.has(node.name)) return false;
    // A text that stands alone says something to readers only.
    return node.name !== 'ExpressionStatement' || !/^(?:String|ContinuedString)$/.test(node.firstChild?.name ?? '');
  });
}

function appIn(source: PythonSource, calls: readonly SyntaxNode[]): PythonProgram['app'] {
  for (const call of calls) {
    const name = textOf(source, call.firstChild ?? call)
      .split('.')
      .at(-1);
    const framework = name === 'FastAPI' || name === 'Starlette' ? 'fastapi' : name === 'Flask' ? 'flask' : undefined;
    const statement = call.parent;
    if (!framework || statement?.name !== 'AssignStatement' || !statement.firstChild) continue;
    const variable = textOf(source, statement.firstChild);
    if (!/^\w+$/.test(variable)) continue;
    if (statement.parent?.name === 'Script') return { framework, object: variable };
    const maker = makerOf(source, statement);
    if (maker !== undefined) return { framework, object: `${maker}()` };
  }
  return undefined;
}

/** The function at the top that something stands in, if it can be called without arguments. */
function makerOf(source: PythonSource, node: SyntaxNode): string | undefined {
  for (let at: SyntaxNode | null = node.parent; at; at = at.parent) {
    if (at.name !== 'FunctionDefinition' || at.parent?.name !== 'Script') continue;
    const name = at.getChild('VariableName');
    const parameters = at.getChild('ParamList');
    const isPlain = !parameters || parametersOf(source, parameters).every(({ default: value }) => value !== undefined);
    return name && isPlain ? textOf(source, name) : undefined;
  }
  return undefined;
}

/** What an option's default says beyond what is a plain value. */
type OptionDefault = Pick<ProgramOption, 'isFromEnvironment' | 'isPath' | 'default'>;

/** Defaults that are no plain values: an SM_ variable, a path that is put together. */
function optionDefaults(source: PythonSource, calls: readonly SyntaxNode[]): ReadonlyMap<string, OptionDefault> {
  const adds = calls.filter((call) => textOf(source, call.firstChild ?? call).endsWith('.add_argument'));
  return new Map(
    adds.flatMap((call) => {
      const list = argumentsOf(source, call);
      const textAt = (wanted: string): string => {
        const value = list.find(({ name }) => name === wanted)?.value;
        return value ? textOf(source, value) : '';
      };
      const path = pathText(textAt('default'));
      const said: OptionDefault = {
        isFromEnvironment: /SM_[A-Z]/.test(textAt('default')),
        isPath: path !== undefined || /(?:^|\.)(?:Pure)?(?:Posix)?Path$/.test(textAt('type')),
        ...(path !== undefined && { default: path }),
      };
      return list.flatMap(({ name, value: flag }): readonly (readonly [string, OptionDefault])[] => {
        const text = name === undefined && flag ? pythonString(source, flag)?.text : undefined;
        return text?.startsWith('--') ? [[text.slice(2), said]] : [];
      });
    }),
  );
}

/** The path that an expression puts together of plain texts: `Path("data") / "a.csv"`, `os.path.join("data", "a.csv")`; undefined for any other. */
function pathText(expression: string): string | undefined {
  if (!/^(?:(?:pathlib\.)?Path|os\.path\.join|str)\(/.test(expression)) return undefined;
  const bare = expression.replaceAll(/(?:pathlib\.)?Path\(|os\.path\.join\(|str\(|[(),/\s]|(["'])[\w./-]+\1/g, '');
  const parts = [...expression.matchAll(/(["'])([\w./-]+)\1/g)].map(([, , part = '']) => part);
  return bare === '' && parts.length > 0 ? parts.join('/').replaceAll(/\/{2,}/g, '/') : undefined;
}
