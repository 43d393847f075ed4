import type { SyntaxNode } from '@lezer/common';
import { listItems, textOf, type PythonSource } from '../../../grammars/python/parsePython';
import { literalText } from '../../../validation/hyperparameters/argparseScript';
import type { HyperparameterSpec, HyperparameterType } from '../../../validation/hyperparameters/hyperparameterSpec';

/** An option of a command line, or a word at a place of its own. */
export interface ProgramOption extends HyperparameterSpec {
  /** It takes what an SM_ variable says where it is not given. */
  readonly isFromEnvironment?: boolean;
  /** It is a path, whatever it is called. */
  readonly isPath?: boolean;
  /** It is written with one dash. */
  readonly isShort?: boolean;
  /** Given without its name: the place among those that are. */
  readonly position?: number;
}

const types: Readonly<Record<string, HyperparameterType>> = {
  int: 'integer',
  integer: 'integer',
  float: 'float',
  double: 'float',
  numeric: 'float',
};

/** The type that a word stands for, whoever says it: `int`, `Optional[float]`, `click.INT`. */
export function typeNamed(word: string): HyperparameterType {
  const inner = /^(?:typing\.)?Optional\[(.+)\]$/.exec(word)?.[1] ?? word.replace(/\s*\|\s*None$/, '');
  const last = inner.split('.').at(-1)?.toLowerCase() ?? '';
  return types[last.replace(/(?:paramtype|range)?(?:\(.*)?$/, '')] ?? 'string';
}

/** Whether a type is one of paths. */
export function isPathType(word: string): boolean {
  return /(?:^|[.[\s])(?:Pure)?(?:Posix)?(?:Path|FilePath|DirectoryPath|File)\b/.test(word);
}

/** What an option's default says of it. */
export type OptionDefault = Pick<ProgramOption, 'isFromEnvironment' | 'isPath' | 'default'>;

/** Defaults that are plain values, paths that are put together of them, and SM_ variables. */
export function optionDefault(source: PythonSource, node: SyntaxNode | undefined): OptionDefault {
  if (!node) return {};
  const text = textOf(source, node);
  const path = pathText(text);
  const value = path ?? literalText(source, node);
  return {
    ...(/SM_[A-Z]/.test(text) && { isFromEnvironment: true }),
    ...(path !== undefined && { isPath: true }),
    ...(value !== undefined && { default: value }),
  };
}

/** The type of a default that nothing else tells the type of. */
export function typeOfDefault(source: PythonSource, node: SyntaxNode | undefined): HyperparameterType {
  if (node?.name !== 'Number') return 'string';
  return /^[\d_]+$/.test(textOf(source, node)) ? 'integer' : 'float';
}

/** The texts of a list; undefined for anything else. */
export function wordsOf(source: PythonSource, node: SyntaxNode | undefined): readonly string[] | undefined {
  if (!node || !/^(?:Array|Tuple|Set)Expression$/.test(node.name)) return undefined;
  const words = listItems(node).map(([item]) => item && literalText(source, item));
  return words.every((word) => word !== undefined) && words.length > 0 ? words : undefined;
}

/** The path that an expression puts together of plain texts: `Path("data") / "a.csv"`, `os.path.join("data", "a.csv")`; undefined for any other. */
function pathText(expression: string): string | undefined {
  if (!/^(?:(?:pathlib\.)?Path|os\.path\.join|str)\(/.test(expression)) return undefined;
  const bare = expression.replaceAll(/(?:pathlib\.)?Path\(|os\.path\.join\(|str\(|[(),/\s]|(["'])[\w./-]+\1/g, '');
  const parts = [...expression.matchAll(/(["'])([\w./-]+)\1/g)].map(([, , part = '']) => part);
  return bare === '' && parts.length > 0 ? parts.join('/').replaceAll(/\/{2,}/g, '/') : undefined;
}
