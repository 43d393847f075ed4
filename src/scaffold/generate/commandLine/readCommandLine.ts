import type { SyntaxNode } from '@lezer/common';
import type { PythonSource } from '../../../grammars/python/parsePython';
import { abslLine } from './abslLine';
import { argparseLine } from './argparseLine';
import { argvLine } from './argvLine';
import { clickLine } from './clickLine';
import type { CommandLine, LineReader } from './commandLine';
import { dataclassLine } from './dataclassLine';
import { fireLine } from './fireLine';
import { settingsLine } from './settingsLine';
import { typerLine } from './typerLine';

/** Libraries before what they are made of: click's programs may look at sys.argv, too. */
const readers: readonly LineReader[] = [
  settingsLine,
  typerLine,
  clickLine,
  abslLine,
  fireLine,
  dataclassLine,
  argparseLine,
  argvLine,
];

/** Libraries that nothing here reads. */
const others =
  /^[ \t]*(?:import|from)[ \t]+(docopt|plac|jsonargparse|simple_parsing|cyclopts|defopt|gin|ml_collections|tap|pydantic_settings|configargparse|argh|sacred)\b|\b(LightningCLI)\(/m;

/** What a program takes of its command line; undefined where it does not look at it. @param name for messages */
export function commandLineOf(
  source: PythonSource,
  calls: readonly SyntaxNode[],
  name: string,
): CommandLine | undefined {
  for (const read of readers) {
    const line = read(source, calls, name);
    if (line) return line;
  }
  const [, module, call] = others.exec(source.text) ?? [];
  const reader = module ?? call;
  if (reader !== undefined) return { options: [], unread: reader };
  return /\bsys\.argv\b|\bArgumentParser\b/.test(source.text) ? { options: [], unread: 'sys.argv' } : undefined;
}
