import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import { readArgparse } from '../../../validation/hyperparameters/argparseScript';
import type { CommandLine } from './commandLine';
import { isPathType, optionDefault, typeNamed, wordsOf, type OptionDefault, type ProgramOption } from './programOption';
import { trainingCommand } from './trainingCommand';

/** What argparse reads: options, and arguments that are given without a name. */
export function argparseLine(
  source: PythonSource,
  calls: readonly SyntaxNode[],
  name: string,
): CommandLine | undefined {
  const known = readArgparse(source.text, name);
  const command = commandIn(source, calls);
  const adds = calls.filter((call) => {
    const [owner, method] = calleeOf(source, call);
    return method === 'add_argument' && (command === undefined || command.owner === owner);
  });
  const places = positionals(source, adds);
  if (known === undefined && places.length === 0) return undefined;
  const defaults = new Map(
    adds.flatMap((call) => flagsOf(source, call).map((flag) => [flag, defaultOf(source, call)])),
  );
  const long = new Set(adds.flatMap((call) => wordsFor(source, call)).filter((word) => word.startsWith('--')));
  const options = (known?.parameters ?? [])
    .filter((one) => defaults.has(one.name))
    .map((one) => ({ ...one, ...(!long.has(`--${one.name}`) && { isShort: true }) }));
  return {
    options: [...options.map((spec) => ({ ...spec, ...defaults.get(spec.name) })), ...places],
    ...(command && { first: [command.name] }),
    ...(known === undefined && { unread: 'argparse' }),
  };
}

function calleeOf(source: PythonSource, call: SyntaxNode): readonly [owner: string, method: string] {
  const text = call.firstChild ? textOf(source, call.firstChild) : '';
  const cut = text.lastIndexOf('.');
  return [text.slice(0, Math.max(0, cut)), text.slice(cut + 1)];
}

/** The command of several that trains, and the variable of its parser. */
function commandIn(
  source: PythonSource,
  calls: readonly SyntaxNode[],
): { readonly name: string; readonly owner: string } | undefined {
  const commands = calls.flatMap((call) => {
    if (calleeOf(source, call)[1] !== 'add_parser') return [];
    const [first] = argumentsOf(source, call);
    const name = first?.value && pythonString(source, first.value)?.text;
    const variable = call.parent?.name === 'AssignStatement' ? call.parent.firstChild : null;
    return name === undefined ? [] : [{ name, owner: variable ? textOf(source, variable) : '' }];
  });
  const chosen = trainingCommand(commands.map(({ name }) => name));
  return commands.find(({ name }) => name === chosen);
}

/** Names of an option as they are written. */
function wordsFor(source: PythonSource, call: SyntaxNode): readonly string[] {
  return argumentsOf(source, call).flatMap(({ name, value }) => {
    const word = name === undefined && value ? pythonString(source, value)?.text : undefined;
    return word?.startsWith('-') ? [word] : [];
  });
}

/** The same without their dashes. */
function flagsOf(source: PythonSource, call: SyntaxNode): readonly string[] {
  return wordsFor(source, call).map((word) => word.replace(/^-{1,2}/, ''));
}

function argument(source: PythonSource, call: SyntaxNode, wanted: string): SyntaxNode | undefined {
  return argumentsOf(source, call).find(({ name }) => name === wanted)?.value;
}

/** What is said beyond what is a plain value: an SM_ variable, a path that is put together. */
function defaultOf(source: PythonSource, call: SyntaxNode): OptionDefault {
  const {
    isFromEnvironment = false,
    isPath = false,
    ...value
  } = optionDefault(source, argument(source, call, 'default'));
  const type = argument(source, call, 'type');
  return {
    ...(isPath && value),
    isFromEnvironment,
    isPath: isPath || (type !== undefined && isPathType(textOf(source, type))),
  };
}

function positionals(source: PythonSource, adds: readonly SyntaxNode[]): readonly ProgramOption[] {
  const found = adds.flatMap((call): readonly ProgramOption[] => {
    const [first] = argumentsOf(source, call);
    const name = first?.name === undefined && first?.value ? pythonString(source, first.value)?.text : undefined;
    if (name === undefined || name.startsWith('-')) return [];
    const type = argument(source, call, 'type');
    const count = argument(source, call, 'nargs');
    const words = wordsOf(source, argument(source, call, 'choices'));
    return [
      {
        name,
        type: type ? typeNamed(textOf(source, type)) : 'string',
        required: !/[?*]/.test(count ? textOf(source, count) : ''),
        ...(words && { words }),
        ...optionDefault(source, argument(source, call, 'default')),
        ...(type && isPathType(textOf(source, type)) && { isPath: true }),
      },
    ];
  });
  return found.map((option, position) => ({ ...option, position }));
}
