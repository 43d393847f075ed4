import type { SyntaxNode } from '@lezer/common';
import { textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { isPathType, optionDefault, typeNamed, typeOfDefault, type ProgramOption } from './programOption';
import { parameterNodes } from '../python/pythonParameters';

/** Options of a library that makes one of each parameter of a function. */
export function functionOptions(source: PythonSource, definition: SyntaxNode): readonly ProgramOption[] {
  return parameterNodes(source, definition)
    .filter(({ name }) => name !== 'self' && name !== 'cls')
    .map(({ name, type, value }) => ({
      ...optionDefault(source, value),
      name,
      type: type === '' ? typeOfDefault(source, value) : typeNamed(type),
      ...(isPathType(type) && { isPath: true }),
      ...(value === undefined && { required: true }),
    }));
}

/** What an expression of one name stands for at the top of a file: a function or a class; undefined for any other. */
export function definitionNamed(
  source: PythonSource,
  definitions: readonly SyntaxNode[],
  value: SyntaxNode | undefined,
): SyntaxNode | undefined {
  if (value?.name !== 'VariableName') return undefined;
  return definitions.find((one) => {
    const name = one.getChild('VariableName');
    return name !== null && textOf(source, name) === textOf(source, value);
  });
}
