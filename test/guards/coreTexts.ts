import ts from 'typescript';
import { templateFinder, type Catalogue } from '../../src/texts/translator';
import { literalOf } from './hardWiredTexts';
import type { Sources } from './importGraph';
import { placeholdersOf } from './manifestText';
import { parsedSource } from './parsedSource';

/** A text of the core, `{0}`, `{1}`, … for what the code puts in. */
interface CoreText {
  /** `file:line`. */
  readonly place: string;
  readonly text: string;
}

export interface CoreTextFacts {
  readonly sources: Sources;
  /** By file name. */
  readonly catalogues: Readonly<Record<string, Catalogue>>;
}

/** Rooms that speak in an editor through no catalogue: its own side, and those that speak in a terminal or to a program only. */
const apart = /^(vscode|webviews|terminal|server|probe|texts)\/|^[^/]+$/;
/** Files and folders whose sentences are all translated; of the other rooms, what an AppError says. */
const complete = /^(definitions|records|validation|language|scaffold)\//;
/** Programs, lists of names, and what only `docs/rules` says, which stays English. */
const notShown =
  /^validation\/(sparkml\/sparkmlRules|metrics\/matchLines)\.ts$|^scaffold\/generate\/\w+\/(dockerfile|entryFiles|handlerInput|modelLibraries|moduleNames|rPackages|sampleFields|sampleRequest)\.ts$/;
/** A line of a Dockerfile or another file, which is written into it, or words of a command line. */
const instruction = /^(ENTRYPOINT|LABEL|RUN|USER|#|\*|run|invoke|--set|---) /;
/** Two words beside each other, or one beside what a template puts in. */
const prose = /\p{L}[\p{L}']*[,;:]? (\p{L}|\{)|\} \p{L}/u;
/** What stands for a value in the test of a template; no text of ours holds it. */
const value = 'ⁿ';

/** Each text without a translation, and each translation that can't be right, as a sentence. */
export function coreTextFaults({ sources, catalogues }: CoreTextFacts): readonly string[] {
  const core = [...sources].filter(([file]) => !apart.test(file)).map(([file, code]) => parsedSource(file, code));
  const all = new Set(
    core.flatMap((source) => literalsOf(source, () => false)).flatMap(({ text }) => [text, ...linesOf(text)]),
  );
  const wanted = core.flatMap(wantedIn);
  return Object.entries(catalogues).flatMap(([name, catalogue]) => [
    ...wanted
      .filter(({ text }) => !isTranslated(text, catalogue))
      .map(({ place, text }) => `${name} has no text for ${JSON.stringify(text)} (${place})`),
    ...Object.entries(catalogue).flatMap(([key, text]) => [
      ...(all.has(key) ? [] : [`${name}: no code says ${JSON.stringify(key)}`]),
      ...(/^\p{L}+$/u.test(key) ? [`${name}: ${JSON.stringify(key)} is one word, which could be anybody's value`] : []),
      ...(placesOf(key) === placesOf(text)
        ? []
        : [`${name}: the {n} of ${JSON.stringify(key)} differ from the original's`]),
    ]),
    ...mistaken(catalogue).map((key) => `${name}: ${JSON.stringify(key)} is taken for another text`),
  ]);
}

/** A text of several lines may be translated line by line. */
function isTranslated(text: string, catalogue: Catalogue): boolean {
  const isKnown = (part: string): boolean => catalogue[part] !== undefined;
  return isKnown(text) || (text.includes('\n') && linesOf(text).every((line) => isKnown(line) || !prose.test(line)));
}

/** The lines of a text, each with places of its own. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => {
    let place = 0;
    return line.replaceAll(/\{\d+\}/g, () => `{${place++}}`);
  });
}

/** The places of a text; a translation may name one several times. */
function placesOf(text: string): string {
  return [...new Set(placeholdersOf(text))].join();
}

/** Templates whose texts are found as those of another one. */
function mistaken(catalogue: Catalogue): readonly string[] {
  const templateOf = templateFinder(catalogue);
  return Object.keys(catalogue).filter((key) => {
    const text = key.replaceAll(/\{(\d+)\}/g, `${value}$1`);
    const found = templateOf(text);
    return found !== key && found?.replaceAll(/\{\d+\}/g, '') !== key.replaceAll(/\{\d+\}/g, '');
  });
}

/** Texts that must be translated: all sentences of a complete room, else what the AppErrors of a file say. */
export function wantedTexts(file: string, code: string): readonly CoreText[] {
  return wantedIn(parsedSource(file, code));
}

function wantedIn(source: ts.SourceFile): readonly CoreText[] {
  if (notShown.test(source.fileName)) return [];
  if (complete.test(source.fileName))
    return literalsOf(source, isBug).filter(({ text }) => prose.test(text) && !instruction.test(text));
  if (!source.text.includes('new AppError(')) return [];
  const constants = constantsOf(source);
  const found: CoreText[] = [];
  const take = (node: ts.Expression): void => {
    const text = literalOf(node);
    if (text !== undefined) found.push(textAt(source, node, text));
    else for (const part of partsOf(node, constants)) take(part);
  };
  visitAll(source, (node) => {
    if (!ts.isNewExpression(node) || node.expression.getText() !== 'AppError') return;
    const [, message, action] = node.arguments ?? [];
    if (message) take(message);
    if (action) take(action);
  });
  return found.filter(({ text }) => /\p{L}{2}/u.test(text.replaceAll(/\{\d+\}/g, '')));
}

/** Expressions that an expression takes its text from, as far as its file shows. */
function partsOf(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): readonly ts.Expression[] {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (ts.isParenthesizedExpression(node)) return [node.expression];
  if (ts.isBinaryExpression(node) && /^(\?\?|\|\||\+)$/.test(node.operatorToken.getText()))
    return [node.left, node.right];
  const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
  return constant && constant !== node ? [constant] : [];
}

/** What the constants of a file are made of; the last one where several have a name. */
function constantsOf(source: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const found = new Map<string, ts.Expression>();
  visitAll(source, (node) => {
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      node.initializer &&
      !ts.isIdentifier(node.initializer)
    )
      found.set(node.name.text, node.initializer);
  });
  return found;
}

function isBug(node: ts.Node): boolean {
  return ts.isNewExpression(node) && /^(Error|TypeError|RangeError)$/.test(node.expression.getText());
}

/** All literals of a file but those of imports and types, and of what is left out. */
function literalsOf(source: ts.SourceFile, isLeftOut: (node: ts.Node) => boolean): readonly CoreText[] {
  const found: CoreText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isLeftOut(node)) return;
    const text = ts.isExpression(node) ? literalOf(node) : undefined;
    if (text !== undefined) found.push(textAt(source, node, text));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textAt(source: ts.SourceFile, node: ts.Node, text: string): CoreText {
  return { place: `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, text };
}

function visitAll(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visitAll(child, look));
}
