import type { SyntaxNode } from '@lezer/common';
import { childrenOf, nodesOf, parsePython, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import type { ColumnUse } from '../programs/columnUse';
import type { CommandLine } from '../commandLine/commandLine';
import { environmentUse, type EnvironmentUse } from '../commandLine/environmentUse';
import { classesIn, placeKindOf, type PlaceKind, type PythonClass } from './pythonClasses';
import { pythonColumns } from './pythonColumns';
import { definedName, definitionOf, parametersOf, type Parameter } from './pythonParameters';
import { pythonPaths } from './pythonPaths';
import { commandLineOf } from '../commandLine/readCommandLine';
import { importedNames, webRoutesIn, type ImportedName, type WebRoutes } from '../programs/webRoutes';

/** What a Python file shows of itself, without being run. */
export interface PythonProgram {
  /** Top names of what it imports: `numpy`, `sklearn`. */
  readonly imports: readonly string[];
  /** Whether it imports from its own package: `from . import x`. */
  readonly isRelative: boolean;
  /** Functions at its top, with their parameters. */
  readonly functions: ReadonlyMap<string, PythonFunction>;
  /** Classes at its top. */
  readonly classes: readonly PythonClass[];
  /** Whether running it does something: a main guard, or statements that are more than definitions. */
  readonly runs: boolean;
  /** A web application that it makes: an expression of its names. */
  readonly app?: { readonly framework: 'fastapi' | 'flask'; readonly object: string };
  /** Routes of applications and routers. */
  readonly web: WebRoutes;
  /** Names that it imports. */
  readonly names: ReadonlyMap<string, ImportedName>;
  /** What it takes of its command line; undefined where it does not look at it. */
  readonly commandLine?: CommandLine;
  /** What it takes of its environment. */
  readonly environment: EnvironmentUse;
  /** Files that it names, as it names them: see `pathsUsedBy`. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What it says of the columns of its data. */
  readonly columns: ColumnUse;
  /** Its text, for words in it. */
  readonly text: string;
}

/** A function at the top of a file. */
export interface PythonFunction {
  readonly parameters: readonly Parameter[];
  /** What its first parameter is a place of. */
  readonly place: PlaceKind;
}

/** Reads a Python file; any text will do. @param name for messages */
export function readPythonProgram(text: string, name: string): PythonProgram {
  const source = parsePython(text);
  const calls = nodesOf(source.root, 'CallExpression');
  const app = appIn(source, calls);
  const commandLine = commandLineOf(source, calls, name);
  const { reads, writes } = pythonPaths(source, calls);
  return {
    imports: [...new Set(importsIn(source))],
    isRelative: /^\s*from\s+\.+\w*\s+import\b/m.test(text),
    functions: functionsIn(source),
    classes: classesIn(source),
    runs: runsByItself(source),
    ...(app && { app }),
    web: webRoutesIn(source, calls),
    names: importedNames(source),
    ...(commandLine && { commandLine }),
    environment: environmentUse(source),
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

function functionsIn(source: PythonSource): ReadonlyMap<string, PythonFunction> {
  return new Map(
    childrenOf(source.root)
      .map(definitionOf)
      .filter(({ name }) => name === 'FunctionDefinition')
      .map((node) => {
        const parameters = parametersOf(source, node);
        return [definedName(source, node), { parameters, place: placeKindOf(source, node, parameters[0]) }];
      }),
  );
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
    const isPlain = parametersOf(source, at).every(({ default: value }) => value !== undefined);
    return name && isPlain ? textOf(source, name) : undefined;
  }
  return undefined;
}
