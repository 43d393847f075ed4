import type { SyntaxNode } from '@lezer/common';
import type { PythonSource } from '../../../grammars/python/parsePython';
import type { ProgramOption } from './programOption';

/** What a program takes of its command line, as far as its text tells. */
export interface CommandLine {
  readonly options: readonly ProgramOption[];
  /** Words before all options: the command of several that trains, and what a library is told. */
  readonly first?: readonly string[];
  /** Whether an option is one word: `name=value`. */
  readonly assigns?: boolean;
  /** Settings that name its options: a file of YAML, as seen from the program's own folder. */
  readonly settings?: SettingsUse;
  /** What reads more of it than could be looked into. */
  readonly unread?: string;
}

/** A file of settings whose keys are options. */
export interface SettingsUse {
  readonly path: string;
  /** Whether it is seen from the program's own folder; else from where the program runs. */
  readonly isBeside: boolean;
}

/** Reads what one library, or way, takes of the command line; undefined where a program does not use it. */
export type LineReader = (source: PythonSource, calls: readonly SyntaxNode[], name: string) => CommandLine | undefined;
