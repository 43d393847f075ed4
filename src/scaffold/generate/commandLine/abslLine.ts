import type { SyntaxNode } from '@lezer/common';
import { argumentsOf, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import type { HyperparameterType } from '../../../validation/hyperparameters/hyperparameterSpec';
import type { CommandLine } from './commandLine';
import { optionDefault, wordsOf, type ProgramOption } from './programOption';

const kinds: Readonly<Record<string, HyperparameterType>> = { integer: 'integer', float: 'float' };

/** The flags that a program defines with absl, or with TensorFlow's old name for it. */
export function abslLine(source: PythonSource, calls: readonly SyntaxNode[]): CommandLine | undefined {
  const named = calls.map((call) => ({ call, callee: call.firstChild ? textOf(source, call.firstChild) : '' }));
  const marks = named.filter(({ callee }) => /(?:^|\.)mark_flags?_as_required$/.test(callee));
  const required = marks.flatMap(({ call }) => {
    const [first] = argumentsOf(source, call);
    const one = first?.value && pythonString(source, first.value)?.text;
    return one ?? wordsOf(source, first?.value) ?? [];
  });
  const options = named.flatMap(({ call, callee }): readonly ProgramOption[] => {
    const kind = /(?:^|\.)DEFINE_(\w+)$/.exec(callee)?.[1];
    const list = argumentsOf(source, call);
    const name = list[0]?.value && pythonString(source, list[0].value)?.text;
    if (kind === undefined || name === undefined) return [];
    const at = (key: string, place: number): SyntaxNode | undefined =>
      list.find((one) => one.name === key)?.value ?? list.filter((one) => one.name === undefined)[place]?.value;
    const words = kind === 'enum' ? wordsOf(source, at('enum_values', 2)) : undefined;
    const isRequired = required.includes(name) || /\brequired\s*=\s*True\b/.test(textOf(source, call));
    return [
      {
        ...optionDefault(source, at('default', 1)),
        name,
        type: kinds[kind] ?? 'string',
        ...(/^bool(?:ean)?$/.test(kind) && { trap: 'flag' as const }),
        ...(words && { words }),
        ...(isRequired && { required: true }),
      },
    ];
  });
  return options.length > 0 ? { options } : undefined;
}
