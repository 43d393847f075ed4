import type { SyntaxNode } from '@lezer/common';
import {
  argumentsOf,
  childrenOf,
  textOf,
  type PythonArgument,
  type PythonSource,
} from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import type { CommandLine } from './commandLine';
import { isPathType, optionDefault, typeNamed, typeOfDefault, wordsOf, type ProgramOption } from './programOption';
import { decoratorName, decoratorsOf, definedName, definitionOf } from '../python/pythonParameters';
import { trainingCommand } from './trainingCommand';

/** A function that click makes a command of. */
interface Command {
  readonly name: string;
  readonly isGroup: boolean;
  /** Whether it is a command of a group, and called by its name. */
  readonly isNamed: boolean;
  /** In the order in which they are given. */
  readonly decorators: readonly SyntaxNode[];
}

/** What click's decorators say of the command that trains. */
export function clickLine(source: PythonSource): CommandLine | undefined {
  if (!/^[ \t]*(?:import|from)[ \t]+(?:rich_)?click\b/m.test(source.text)) return undefined;
  const commands = childrenOf(source.root).flatMap((node) => commandOf(source, node));
  const single = commands.filter(({ isGroup, isNamed }) => !isGroup && !isNamed);
  const named = commands.filter(({ isNamed }) => isNamed);
  const wanted = trainingCommand(named.map(({ name }) => name));
  const command = named.find(({ name }) => name === wanted) ?? single[0];
  if (!command) return { options: [], unread: 'click' };
  const options = command.decorators.flatMap((node) => optionOf(source, node));
  const places = options.filter(({ position }) => position !== undefined);
  return {
    options: [
      ...options.filter(({ position }) => position === undefined),
      ...places.map((option, position) => ({ ...option, position })),
    ],
    ...(command.isNamed && { first: [command.name] }),
  };
}

function commandOf(source: PythonSource, node: SyntaxNode): readonly Command[] {
  const decorators = decoratorsOf(node);
  const maker = decorators.find((one) => /(?:^|\.)(?:command|group)$/.test(decoratorName(source, one)));
  if (!maker) return [];
  const called = decoratorName(source, maker);
  const [first] = argumentsOf(source, maker);
  const given = first?.value && first.name !== 'cls' ? pythonString(source, first.value)?.text : undefined;
  const own = definedName(source, definitionOf(node)).replaceAll('_', '-');
  const isNamed = !/^(?:(?:rich_)?click\.)?(?:command|group)$/.test(called);
  return [{ name: given ?? own, isGroup: called.endsWith('group'), isNamed, decorators }];
}

function optionOf(source: PythonSource, node: SyntaxNode): readonly ProgramOption[] {
  const kind = /(?:^|\.)(option|argument)$/.exec(decoratorName(source, node))?.[1];
  if (kind === undefined) return [];
  const list = argumentsOf(source, node);
  const words = list.flatMap(({ name, value }) =>
    name === undefined && value ? (pythonString(source, value)?.text ?? []) : [],
  );
  const [word] = words;
  if (word === undefined) return [];
  const known = knownOf(source, list);
  if (kind === 'argument') {
    const required = known.default === undefined && !isSet(source, list, 'required', 'False');
    return [{ ...known, name: word, required, position: 0 }];
  }
  const flags = words.filter((one) => one.startsWith('-'));
  const long = flags.find((one) => one.startsWith('--')) ?? flags[0];
  if (long === undefined) return [];
  const [name = ''] = long.replace(/^-{1,2}/, '').split('/');
  // `--shout/--quiet` are two switches.
  const isFlag = long.includes('/') || isSet(source, list, 'is_flag', 'True') || isSet(source, list, 'count', 'True');
  const isShort = !long.startsWith('--');
  return [{ ...known, name, ...(isShort && { isShort }), ...(isFlag && { trap: 'flag' as const }) }];
}

function isSet(source: PythonSource, list: readonly PythonArgument[], key: string, wanted: string): boolean {
  const value = list.find(({ name }) => name === key)?.value;
  return value !== undefined && textOf(source, value) === wanted;
}

/** What an option says of its values. */
function knownOf(source: PythonSource, list: readonly PythonArgument[]): Omit<ProgramOption, 'name'> {
  const at = (key: string): SyntaxNode | undefined => list.find(({ name }) => name === key)?.value;
  const type = at('type');
  const said = type ? textOf(source, type) : '';
  const [choices] = type?.name === 'CallExpression' && /\bChoice\(/.test(said) ? argumentsOf(source, type) : [];
  const words = wordsOf(source, choices?.value);
  const variable = at('envvar');
  const value = optionDefault(source, at('default'));
  return {
    type: type ? typeNamed(said) : typeOfDefault(source, at('default')),
    ...value,
    ...(words && { words }),
    ...(isPathType(said) && { isPath: true }),
    ...(variable && /\bSM_/.test(textOf(source, variable)) && { isFromEnvironment: true }),
    ...(isSet(source, list, 'required', 'True') && { required: true }),
  };
}
