import { posix } from 'node:path';
import ts from 'typescript';
import { parsedSource } from './parsedSource';

/** One import, export-from, `import()` or `import('…')` type of a file. */
export interface Import {
  /** A relative specifier is resolved to a path below src without extension; a package stays as written. */
  readonly target: string;
  readonly isRelative: boolean;
  /** Gone at run time. */
  readonly isTypeOnly: boolean;
}

/** Source texts by path below src, with `/`: `jobs/jobState.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** All that a file imports, in the order of its text. */
export function importsOf(file: string, text: string): readonly Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const isRelative = specifier.text.startsWith('.');
    const target = isRelative ? posix.join(posix.dirname(file), specifier.text) : specifier.text;
    found.push({ target, isRelative, isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isErased(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isDynamicImport(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(parsedSource(file, text));
  return found;
}

function isErased(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function isDynamicImport(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

/** Each way in which files import themselves through others, type-only imports included, as `a → b → a`. */
export function importCycles(sources: Sources): readonly string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    const text = sources.get(file);
    if (done.has(file) || text === undefined) return;
    for (const { target, isRelative } of importsOf(file, text)) {
      if (isRelative) visit(`${target}.ts`, [...path, file]);
    }
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return cycles;
}
