import type { SyntaxNode } from '@lezer/common';
import {
  argumentsOf,
  listItems,
  nodesOf,
  parsePython,
  textOf,
  type PythonArgument,
  type PythonSource,
} from '../../grammars/python/parsePython';
import { PythonImports } from '../../grammars/python/pythonImports';
import { pythonString } from '../../grammars/python/pythonString';
import type { HyperparameterSpec, HyperparameterType, KnownHyperparameters } from './hyperparameterSpec';

/** Reads what a training script takes; the grammar that it needs is loaded apart. */
export type ScriptReader = (text: string, name: string) => KnownHyperparameters | undefined;

/**
 * The options that a script defines with `argparse`; undefined where it does not use one ArgumentParser of it: those of other packages take
 * more than is written down, from classes, configuration files, the environment.
 * It counts as refusing others only where nothing in it could know more of the command line than is written down.
 * @param name the script's name, for messages
 */
export const readArgparse: ScriptReader = (text, name) => {
  const source = parsePython(text);
  const calls = nodesOf(source.root, 'CallExpression').map((node) => ({ node, callee: calleeOf(source, node) }));
  const imports = new PythonImports(source);
  const parsers = calls.filter(({ node }) => isParser(imports, node));
  const parses = calls.filter(({ callee }) => parsing.has(callee.method) && callee.owner !== '');
  const adds = calls.filter(({ callee }) => callee.method === 'add_argument');
  const [parser, ...others] = parsers;
  if (!parser || others.length > 0 || adds.length === 0) return undefined;
  const options = adds.map(({ node }) => readOption(source, node));
  const parameters = options.flatMap((option) => option ?? []);
  const [parse, ...more] = parses;
  const isUsual = parse !== undefined && more.length === 0 && argumentsOf(source, parse.node).length === 0;
  // Options of one command are none of another; and what it is given is not the command line as it stands.
  const hasCommands = calls.some(({ callee }) => callee.method === 'add_subparsers');
  if (!isUsual || hasCommands || readsCommandLine(source)) {
    return { origin: 'script', by: name, parameters: parameters.map(namesOnly), isClosed: false };
  }
  const isClosed = options.every((option) => option !== undefined) && !readsMore(source, calls, parser.node);
  return { origin: 'script', by: name, parameters, isClosed };
};

function isParser(imports: PythonImports, { firstChild: callee }: SyntaxNode): boolean {
  const names = callee ? imports.namesOf(callee) : [];
  return names.length === 1 && /^(?:argparse\.)?ArgumentParser$/.test(names[0] ?? '');
}

const parsing = new Set(['parse_args', 'parse_known_args']);

function namesOnly({ name, default: value, description }: HyperparameterSpec): HyperparameterSpec {
  const known = { ...(value !== undefined && { default: value }), ...(description !== undefined && { description }) };
  return { name, type: 'string', ...known };
}

function readsCommandLine({ text }: PythonSource): boolean {
  return /\bsys\s*\.\s*argv\b|\bfrom\s+sys\s+import\b[^\n]*\bargv\b/.test(text);
}

interface Callee {
  /** What the method is called on; the empty text for a plain function. */
  readonly owner: string;
  readonly method: string;
}

function calleeOf(source: PythonSource, call: SyntaxNode): Callee {
  const text = textOf(source, call.firstChild ?? call);
  const cut = text.lastIndexOf('.');
  return { owner: cut < 0 ? '' : text.slice(0, cut), method: text.slice(cut + 1) };
}

/** Ways to take part in reading the command line that are not written down as options. */
const knowing = new Set(['parse_known_args', 'parse_known_intermixed_args', 'parse_intermixed_args', 'set_defaults']);
/** What a parser can be asked without learning of more options than are written down. */
const harmless =
  /^(?:add_argument|parse_args|add_argument_group|add_mutually_exclusive_group|(?:print|format)_(?:help|usage)|error|exit|get_default)$/;

function readsMore(
  source: PythonSource,
  calls: readonly { node: SyntaxNode; callee: Callee }[],
  parser: SyntaxNode,
): boolean {
  if (calls.some(({ callee }) => knowing.has(callee.method))) return true;
  const set = argumentsOf(source, parser).map(({ name, unpacked }) => name ?? unpacked);
  if (
    set.some((name) =>
      ['parents', 'fromfile_prefix_chars', 'prefix_chars', 'allow_abbrev', '*', '**'].includes(name ?? ''),
    )
  )
    return true;
  const assigned = parser.parent?.name === 'AssignStatement' ? parser.parent.firstChild : null;
  const variable = assigned ? textOf(source, assigned) : undefined;
  if (variable === undefined) return true;
  if (calls.some(({ callee }) => callee.owner === variable && !harmless.test(callee.method))) return true;
  // Whoever is given the parser may add to it.
  return calls.some(({ node }) =>
    argumentsOf(source, node).some(({ value }) => value !== undefined && textOf(source, value) === variable),
  );
}

/** One `add_argument`; undefined for what is not written down in full. */
function readOption(source: PythonSource, call: SyntaxNode): readonly HyperparameterSpec[] | undefined {
  const list = argumentsOf(source, call);
  if (list.some(({ unpacked }) => unpacked)) return undefined;
  const flags = list
    .filter(({ name }) => name === undefined)
    .map(({ value }) => value && pythonString(source, value)?.text);
  if (!flags.every((flag) => flag !== undefined)) return undefined;
  const names = flags.flatMap((flag) =>
    /^--.+/.test(flag) ? [flag.slice(2)] : /^-[A-Za-z]$/.test(flag) ? [flag.slice(1)] : [],
  );
  const name = names.find((one) => one.length > 1) ?? names[0];
  if (name === undefined) return [];
  const find = (wanted: string): SyntaxNode | undefined =>
    list.find((one: PythonArgument) => one.name === wanted)?.value;
  const aliases = names.filter((one) => one !== name);
  return [
    {
      name,
      ...(aliases.length > 0 && { aliases }),
      ...readType(source, find('type'), find('action'), find('nargs')),
      ...readChoices(source, find('choices')),
      ...readDefault(source, find('default')),
      ...(isTrue(source, find('required')) && isCertain(source, call) && { required: true }),
      ...readHelp(source, find('help')),
    },
  ];
}

const types: Readonly<Record<string, HyperparameterType>> = { int: 'integer', float: 'float', str: 'string' };
const flagActions = new Set(['store_true', 'store_false', 'store_const', 'append_const', 'count', 'help', 'version']);

function readType(
  source: PythonSource,
  type: SyntaxNode | undefined,
  action: SyntaxNode | undefined,
  nargs: SyntaxNode | undefined,
): Pick<HyperparameterSpec, 'type' | 'trap'> {
  const how = action && pythonString(source, action)?.text;
  if (how !== undefined && flagActions.has(how)) return { type: 'string', trap: 'flag' };
  if (action && /(?:^|\.)BooleanOptionalAction$/.test(textOf(source, action))) return { type: 'string', trap: 'flag' };
  if (action && how !== 'store' && how !== 'append') return { type: 'string' };
  const word = type ? textOf(source, type) : 'str';
  if (word === 'bool') return { type: 'string', trap: 'bool' };
  // With a number of values, argparse wants as many words; what it makes of one is not said here.
  const many = nargs && /^\d+$/.test(textOf(source, nargs));
  return { type: many ? 'string' : (types[word] ?? 'string') };
}

function readChoices(source: PythonSource, node: SyntaxNode | undefined): Pick<HyperparameterSpec, 'words'> {
  if (!node || !/^(Array|Tuple|Set)Expression$/.test(node.name)) return {};
  const words = listItems(node).map(([item, ...rest]) =>
    item && rest.length === 0 ? literalText(source, item) : undefined,
  );
  return words.every((word) => word !== undefined) && words.length > 0 ? { words } : {};
}

function readDefault(source: PythonSource, node: SyntaxNode | undefined): Pick<HyperparameterSpec, 'default'> {
  const text = node ? literalText(source, node) : undefined;
  return text === undefined ? {} : { default: text };
}

function readHelp(source: PythonSource, node: SyntaxNode | undefined): Pick<HyperparameterSpec, 'description'> {
  const text = node ? pythonString(source, node)?.text : undefined;
  return text === undefined ? {} : { description: text };
}

/** A plain value as text: a text, a number, a truth value; undefined for any other. */
export function literalText(source: PythonSource, node: SyntaxNode): string | undefined {
  if (node.name === 'Number' || node.name === 'Boolean') return textOf(source, node);
  return /^-[\d.]/.test(textOf(source, node)) ? textOf(source, node) : pythonString(source, node)?.text;
}

function isTrue(source: PythonSource, node: SyntaxNode | undefined): boolean {
  return node !== undefined && textOf(source, node) === 'True';
}

/** Whether an option is always added: not under a condition, not one of several that exclude each other. */
function isCertain(source: PythonSource, call: SyntaxNode): boolean {
  for (let node: SyntaxNode | null = call.parent; node; node = node.parent) {
    if (/^(If|For|While|Try|With|Match)Statement$/.test(node.name)) return isMainGuard(source, node);
  }
  return true;
}

/** `if __name__ == "__main__":` holds whenever the script is run. */
function isMainGuard(source: PythonSource, node: SyntaxNode): boolean {
  return node.parent?.name === 'Script' && /^if\s+__name__\s*==/.test(textOf(source, node));
}
