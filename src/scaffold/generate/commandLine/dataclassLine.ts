import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, childrenOf, listItems, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import type { CommandLine } from './commandLine';
import { definitionNamed, functionOptions } from './functionOptions';
import { isPathType, optionDefault, typeNamed, type ProgramOption } from './programOption';
import { bodyOf, definitionOf } from '../python/pythonParameters';

/** What the Trainer of Hugging Face can't do without: the folder that it saves to. */
const trainerOutput: ProgramOption = { name: 'output_dir', type: 'string', required: true, isPath: true };

/** Options that are made of fields of data classes: by Hugging Face's parser, and by tyro. */
export function dataclassLine(source: PythonSource, calls: readonly SyntaxNode[]): CommandLine | undefined {
  const call = calls.find(
    (one) => one.firstChild && /^(?:\w+\.)?HfArgumentParser$|^tyro\.cli$/.test(textOf(source, one.firstChild)),
  );
  if (!call) return undefined;
  const definitions = childrenOf(source.root).map(definitionOf);
  const [first] = argumentsOf(source, call);
  const isTyro = call.firstChild !== null && textOf(source, call.firstChild) === 'tyro.cli';
  const classes = classesIn(first?.value);
  const options = classes.flatMap((one): readonly ProgramOption[] => {
    const found = definitionNamed(source, definitions, one);
    if (found?.name === 'FunctionDefinition') return functionOptions(source, found);
    return found ? fieldsOf(source, found, isTyro) : [];
  });
  const isTrainer = classes.some((one) => takesTrainer(source, one, definitions));
  const others = classes.filter((one) => !definitionNamed(source, definitions, one)).map((one) => textOf(source, one));
  return {
    options: [
      ...(isTrainer && !options.some(({ name }) => name === trainerOutput.name) ? [trainerOutput] : []),
      ...options,
    ],
    ...(others.length > 0 && { unread: others.join(', ') }),
  };
}

/** `HfArgumentParser((A, B))`, also `[A]`, and one alone. */
function classesIn(value: SyntaxNode | undefined): readonly SyntaxNode[] {
  if (!value) return [];
  if (!/^(?:Tuple|Array)Expression$/.test(value.name)) return [value];
  return listItems(value).flatMap(([item]) => item ?? []);
}

function takesTrainer(source: PythonSource, value: SyntaxNode, definitions: readonly SyntaxNode[]): boolean {
  const own = definitionNamed(source, definitions, value);
  const bases = own?.getChild('ArgList');
  return /TrainingArguments\b/.test(`${textOf(source, value)} ${bases ? textOf(source, bases) : ''}`);
}

/** The fields of a data class: `name: type = value`. */
function fieldsOf(source: PythonSource, definition: SyntaxNode, isTyro: boolean): readonly ProgramOption[] {
  return bodyOf(definition).flatMap((node): readonly ProgramOption[] => {
    const name = node.firstChild;
    const typed = node.getChild('TypeDef');
    if (node.name !== 'AssignStatement' || name?.name !== 'VariableName' || !typed) return [];
    const type = textOf(source, typed).replace(/^:\s*/, '').replaceAll(/["']/g, '');
    const written = node.getChild('AssignOp')?.nextSibling ?? undefined;
    const isField = written?.name === 'CallExpression' && /^(?:\w+\.)?field\(/.test(textOf(source, written));
    const given = isField ? argumentsOf(source, written).find((one) => one.name === 'default')?.value : written;
    const isMade = isField && /\bdefault_factory\b/.test(textOf(source, written));
    const words = [...type.matchAll(/\bLiteral\[([^\]]*)\]/g)].flatMap(([, list = '']) => list.split(/\s*,\s*/));
    return [
      {
        ...optionDefault(source, given),
        name: textOf(source, name),
        type: typeNamed(type),
        ...(isPathType(type) && { isPath: true }),
        ...(given === undefined && !isMade && { required: true }),
        ...(words.length > 0 && { words }),
        // Hugging Face's parser takes true and false as words.
        ...(isTyro && /^bool\b/.test(type) && { trap: 'flag' as const }),
      },
    ];
  });
}
