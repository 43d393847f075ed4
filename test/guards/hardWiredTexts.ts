import ts from 'typescript';
import type { Sources } from './importGraph';
import { parsedSource } from './parsedSource';

/** Members whose texts people see or hear: of tree items, quick picks, buttons, elements of a page. */
const shownMembers =
  /^(title|label|description|detail|tooltip|place[hH]older|prompt|message|text|aria-?label|aria-description|alt|textContent|innerText|innerHTML|openLabel|saveLabel)$/i;
/** Which argument of a call is a text for people; all of them where none is named. */
const shownArguments: readonly (readonly [call: RegExp, at?: number])[] = [
  [/\.show\w*Message$/],
  [/\.setStatusBarMessage$/, 0],
  [/\.createOutputChannel$/, 0],
  [/\.createTestController$/, 1],
  [/\.createTestItem$/, 1],
  [/\.createWebviewPanel$/, 1],
  [/(^|\.)(TreeItem|MarkdownString|TestMessage|button|append|prepend)$/, 0],
  [/(^|\.)element$/, 2],
];
/** Calls that nobody reads but us: what is thrown as a bug, and the log, which stays as searchable as the code. */
const ours = /^(Error|TypeError|RangeError|DOMException)$|\blog\.(trace|debug|info|warn|error)$/;
/** Members and calls that take words of the machine's. */
const machineMembers = /^(class|className|context|contextValue|font|role|when)$/;
const machineCalls = /\.(querySelector(All)?|closest|matches)$/;
/** Names that are the same in every language; what `doctor` calls its findings is looked for here, and translated when it is shown. */
const names = new Set([
  ...['SageMaker Containers', 'SageMaker Containers: AWS', 'SageMaker Containers Language Server', 'AWS'],
  ...['Container engine', 'Process engine'],
]);
/** Two words beside each other, or one beside what a template puts in. */
const prose = /\p{L}[\p{L}']*[,;:]? (\p{L}|\{)|\} \p{L}/u;

/** Each text of the editor's side that stands in the code as it will be shown, as a sentence. */
export function hardWiredTexts(sources: Sources): readonly string[] {
  return [...sources]
    .filter(([file]) => /^(vscode|webviews)\//.test(file))
    .flatMap(([file, text]) => textsIn(file, text));
}

function textsIn(file: string, text: string): readonly string[] {
  const source = parsedSource(file, text);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isElsewhere(node)) return;
    const literal = literalOf(node);
    if (literal !== undefined && isShown(node, literal)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(`${file}:${line}: "${literal}" is shown in English to everybody; l10n.t should give it`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The text of a literal, with `{0}`, `{1}`, … for what a template puts in. */
export function literalOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }, index) => `{${index}}${literal.text}`).join('');
}

/** A call of `l10n.t`, and where no text for people can be: imports, types, what something is compared with, calls that are ours. */
function isElsewhere(node: ts.Node): boolean {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const callee = node.expression.getText();
    return /(^|\.)l10n\.t$/.test(callee) || ours.test(callee);
  }
  if (ts.isBinaryExpression(node)) return /^[!=]==$/.test(node.operatorToken.getText());
  return ts.isImportDeclaration(node) || ts.isTypeNode(node);
}

function isShown(node: ts.Node, text: string): boolean {
  const words = text.replaceAll(/\$\([\w~-]+\)/g, ' ').replaceAll(/(?<=\} ?|\d ?)(ms|px|s|MB|%)(?!\p{L})/gu, '');
  const bare = words.replaceAll(/\{\d+\}/g, ' ').trim();
  if (names.has(bare) || isMarkupAlone(text)) return false;
  const place = placeOf(node);
  if (place === 'machine') return false;
  return prose.test(words) || (place === 'people' && /\p{L}{2}/u.test(bare));
}

/** The frame of a page without words of its own, and its policy. */
function isMarkupAlone(text: string): boolean {
  if (text.startsWith('default-src ')) return true;
  return text.startsWith('<!DOCTYPE html>') && !/\p{L}/u.test(text.replaceAll(/<[^>]*>|\{\d+\}/g, ''));
}

/** Who reads what stands at the place of an expression, as far as that can be seen. */
function placeOf(node: ts.Node): 'people' | 'machine' | undefined {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent)) return placeOf(parent);
  if (ts.isTemplateSpan(parent)) return placeOf(parent.parent);
  if (ts.isBindingElement(parent) && parent.propertyName === node) return 'machine';
  if (ts.isPropertyAssignment(parent)) {
    return parent.name === node ? 'machine' : placeOfMember(parent.name.getText().replaceAll(/['"]/g, ''));
  }
  if (ts.isBinaryExpression(parent)) {
    if (/^(\?\?|\|\|)$/.test(parent.operatorToken.getText())) return placeOf(parent);
    const { left } = parent;
    return ts.isPropertyAccessExpression(left) ? placeOfMember(left.name.text) : undefined;
  }
  return ts.isCallExpression(parent) || ts.isNewExpression(parent) ? placeOfArgument(parent, node) : undefined;
}

function placeOfMember(name: string): 'people' | 'machine' | undefined {
  return machineMembers.test(name) ? 'machine' : shownMembers.test(name) ? 'people' : undefined;
}

function placeOfArgument(call: ts.CallExpression | ts.NewExpression, node: ts.Node): 'people' | 'machine' | undefined {
  const callee = call.expression.getText();
  const given = call.arguments ?? ts.factory.createNodeArray<ts.Expression>();
  const at = given.findIndex((argument) => argument === node);
  if (machineCalls.test(callee)) return 'machine';
  const [attribute] = given;
  if (callee.endsWith('.setAttribute') && attribute && at === 1) return placeOfMember(literalOf(attribute) ?? '');
  const shown = shownArguments.find(([pattern]) => pattern.test(callee));
  if (!shown) return undefined;
  const [, first] = shown;
  return first === undefined || at === first || (callee === 'element' && at > first) ? 'people' : undefined;
}
