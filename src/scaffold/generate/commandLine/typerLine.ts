import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, childrenOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import type { CommandLine } from './commandLine';
import { isPathType, optionDefault, typeNamed, type ProgramOption } from './programOption';
import {
  decoratorName,
  decoratorsOf,
  definedName,
  definitionOf,
  parameterNodes,
  type ParameterNode,
} from '../python/pythonParameters';
import { trainingCommand } from './trainingCommand';

/** What typer makes of the parameters of the function that trains. */
export function typerLine(source: PythonSource, calls: readonly SyntaxNode[]): CommandLine | undefined {
  if (!/^[ \t]*(?:import|from)[ \t]+typer\b/m.test(source.text)) return undefined;
  const [run] = calls.filter((call) => call.firstChild && textOf(source, call.firstChild) === 'typer.run');
  const [ran] = run ? argumentsOf(source, run) : [];
  const functions = childrenOf(source.root).flatMap((node) => {
    const definition = definitionOf(node);
    const maker = decoratorsOf(node).find((one) => decoratorName(source, one).endsWith('.command'));
    const own = definedName(source, definition);
    if (definition.name !== 'FunctionDefinition' || (!maker && own !== (ran?.value && textOf(source, ran.value))))
      return [];
    const [first] = maker ? argumentsOf(source, maker) : [];
    const given = first?.value && pythonString(source, first.value)?.text;
    return [{ name: given ?? own.replaceAll('_', '-'), definition }];
  });
  const wanted = trainingCommand(functions.map(({ name }) => name));
  const command = functions.find(({ name }) => name === wanted) ?? (functions.length === 1 ? functions[0] : undefined);
  if (!command) return { options: [], unread: 'typer' };
  const options = parameterNodes(source, command.definition).flatMap((one) => optionOf(source, one));
  const places = options.filter(({ position }) => position !== undefined);
  return {
    options: [
      ...options.filter(({ position }) => position === undefined),
      ...places.map((option, position) => ({ ...option, position })),
    ],
    // The only command of an application has no name, unless it has a callback.
    ...((functions.length > 1 || /@\w+\.callback\b/.test(source.text)) && { first: [command.name] }),
  };
}

function optionOf(source: PythonSource, { name, type, value }: ParameterNode): readonly ProgramOption[] {
  if (/\bContext$/.test(type)) return [];
  const [, inner = type, maker] =
    /^(?:\w+\.)?Annotated\[\s*([\w.[\]| ]+?)\s*,\s*(?:typer\.)?(Option|Argument)\b/.exec(type) ?? [];
  const call =
    value?.name === 'CallExpression' && /^(?:typer\.)?(?:Option|Argument)$/.test(calleeOf(source, value))
      ? value
      : undefined;
  const kind = maker ?? (call && calleeOf(source, call).replace(/^typer\./, ''));
  const list = call ? argumentsOf(source, call).filter((one) => one.name === undefined) : [];
  const given = call ? list[0]?.value : value;
  const known = optionDefault(source, given);
  const isOpen = given === undefined || textOf(source, given) === '...';
  const isFlag = typeNamed(inner) === 'string' && /^(?:Optional\[)?bool\b/.test(inner);
  const words = call
    ? list.slice(1).flatMap((one) => (one.value ? (pythonString(source, one.value)?.text ?? []) : []))
    : [...type.matchAll(/(--[\w-]+)/g)].map(([, word = '']) => word);
  const long = words
    .find((word) => word.startsWith('--'))
    ?.split('/')[0]
    ?.slice(2);
  const isPlace = kind === 'Argument' || (kind === undefined && value === undefined);
  return [
    {
      ...known,
      name: isPlace ? name : (long ?? name.replaceAll('_', '-')),
      type: typeNamed(inner),
      ...(isPathType(inner) && { isPath: true }),
      ...(isOpen && { required: true }),
      ...(isPlace && { position: 0 }),
      ...(isFlag && { trap: 'flag' as const }),
    },
  ];
}

function calleeOf(source: PythonSource, call: SyntaxNode): string {
  return call.firstChild ? textOf(source, call.firstChild) : '';
}
