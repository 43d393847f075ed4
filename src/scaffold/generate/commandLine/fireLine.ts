import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, childrenOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import type { CommandLine } from './commandLine';
import { definitionNamed, functionOptions } from './functionOptions';
import { bodyOf, definedName, definitionOf } from '../python/pythonParameters';
import { trainingCommand } from './trainingCommand';

/** What `fire.Fire(…)` makes commands of: a function, a class, a dictionary of functions, all of the file. */
export function fireLine(source: PythonSource, calls: readonly SyntaxNode[]): CommandLine | undefined {
  const call = calls.find((one) => one.firstChild && /^(?:fire\.)?Fire$/.test(textOf(source, one.firstChild)));
  if (!call || !/^[ \t]*(?:import|from)[ \t]+fire\b/m.test(source.text)) return undefined;
  const definitions = childrenOf(source.root).map(definitionOf);
  const functions = definitions.filter(({ name }) => name === 'FunctionDefinition');
  const [first] = argumentsOf(source, call);
  const target = first?.name === undefined || first.name === 'component' ? first?.value : undefined;
  const found = definitionNamed(source, definitions, target);
  if (found?.name === 'FunctionDefinition') return { options: functionOptions(source, found) };
  if (found?.name === 'ClassDefinition') return ofClass(source, found);
  if (target?.name === 'DictionaryExpression') return ofDictionary(source, target, functions);
  return (target ? undefined : oneOf(source, functions)) ?? { options: [], unread: 'fire' };
}

function oneOf(source: PythonSource, functions: readonly SyntaxNode[]): CommandLine | undefined {
  const wanted = trainingCommand(functions.map((one) => definedName(source, one)));
  const chosen = functions.find((one) => definedName(source, one) === wanted);
  return chosen && { options: functionOptions(source, chosen), first: [definedName(source, chosen)] };
}

/** A method is the command; what the class is made of are options, too. */
function ofClass(source: PythonSource, definition: SyntaxNode): CommandLine {
  const methods = bodyOf(definition).map(definitionOf);
  const line = oneOf(
    source,
    methods.filter(({ name }) => name === 'FunctionDefinition'),
  );
  const make = methods.find((one) => definedName(source, one) === '__init__');
  if (!line) return { options: [], unread: 'fire' };
  return { ...line, options: [...(make ? functionOptions(source, make) : []), ...line.options] };
}

function ofDictionary(source: PythonSource, dictionary: SyntaxNode, functions: readonly SyntaxNode[]): CommandLine {
  const parts = childrenOf(dictionary).filter(({ name }) => !/^[{}:,]$|^Comment$/.test(name));
  const pairs = parts.flatMap((key, index) => {
    const name = index % 2 === 0 ? pythonString(source, key)?.text : undefined;
    const value = definitionNamed(source, functions, parts[index + 1]);
    return name !== undefined && value ? [{ name, value }] : [];
  });
  const wanted = trainingCommand(pairs.map(({ name }) => name));
  const chosen = pairs.find(({ name }) => name === wanted);
  return chosen
    ? { options: functionOptions(source, chosen.value), first: [chosen.name] }
    : { options: [], unread: 'fire' };
}
