import ts from 'typescript';
import { parsedSource } from './parsedSource';

/** All strings in a JSON value, in its order; keys left out. */
export function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

/** Names in a `when` clause; what stands in quotes or in a regular expression is none. */
export function contextKeysOf(clause: string): readonly string[] {
  const bare = clause.replaceAll(/'[^']*'|"[^"]*"/g, ' ').replaceAll(/=~\s*\/(?:[^/\\]|\\.)*\/\w*/g, ' ');
  return [...bare.matchAll(/[A-Za-z_][\w.:-]*/g)].map(([name]) => name);
}

/** `{0}`, `{name}`, sorted. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([placeholder]) => placeholder).sort();
}

/** One call of `l10n.t`; without a key when its text isn't a literal. */
export interface TranslationUse {
  /** `file:line`. */
  readonly place: string;
  readonly key?: string;
}

/** All calls of `l10n.t` in a source text. The key of a text with a comment is `text/comment`. */
export function translationKeysOf(file: string, text: string): readonly TranslationUse[] {
  const source = parsedSource(file, text);
  const uses: TranslationUse[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText(source))) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      const key = keyOf(node.arguments[0]);
      uses.push({ place: `${file}:${line}`, ...(key !== undefined && { key }) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}

function keyOf(argument: ts.Expression | undefined): string | undefined {
  if (argument === undefined) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  const part = (name: string): string | undefined => {
    const found = argument.properties.find(
      (one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === name,
    );
    if (found === undefined || !ts.isPropertyAssignment(found)) return undefined;
    const { initializer } = found;
    if (ts.isStringLiteralLike(initializer)) return initializer.text;
    return ts.isArrayLiteralExpression(initializer)
      ? initializer.elements.map((one) => (ts.isStringLiteralLike(one) ? one.text : '')).join('')
      : undefined;
  };
  const message = part('message');
  const comment = part('comment');
  return message !== undefined && comment !== undefined ? `${message}/${comment}` : message;
}
