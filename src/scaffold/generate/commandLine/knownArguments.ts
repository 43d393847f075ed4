import { shellCommands } from '../../../grammars/shellWords';
import { moduleOf, type Program, type ReadFolder } from '../program';
import type { ProgramOption } from './programOption';

/** Files that say how people start programs. */
const telling = /(?:^|\/)(?:(?:GNU)?[Mm]akefile|[Jj]ustfile|Procfile|README(?:\.\w+)?|[\w.-]+\.(?:sh|bash|ya?ml))$/;

/**
 * Options with what a Makefile, a script or a page for readers gives those of them that have to be given, and have no default.
 * @param options of the program's command line
 */
export function withKnownValues(
  folder: ReadFolder,
  program: Program,
  options: readonly ProgramOption[],
): readonly ProgramOption[] {
  if (!options.some(isOpen)) return options;
  const calls = folder.files.flatMap(({ path, text = '' }) =>
    telling.test(path) && path !== program.path ? callsIn(folder, program, text) : [],
  );
  return options.map((option) => {
    if (!isOpen(option)) return option;
    const [value] = calls.flatMap((words) => valueIn(words, option) ?? []);
    return value === undefined ? option : { ...option, default: value };
  });
}

function isOpen({ required = false, default: value, trap }: ProgramOption): boolean {
  return required && value === undefined && trap !== 'flag';
}

/** A word that is known, or one that something is put into. */
type Word = string | undefined;

/** What follows the program's name wherever a text starts it. */
function callsIn(folder: ReadFolder, { path }: Program, text: string): readonly (readonly Word[])[] {
  const { module } = moduleOf(folder, path);
  const lines = text.match(/^.*(?:\\\r?\n.*)*$/gm) ?? [];
  const named = lines.filter((line) => line.includes(path) || line.includes(module));
  return named.flatMap((line) =>
    shellCommands(line.replace(/^[^\S\n]*(?:[$>-]|cmd:|run:)[ \t]+/, '')).flatMap((command) => {
      const words = command.map((word): Word => (word.isKnown ? word.text.text : undefined));
      const at = words.findIndex(
        (word, index) => word?.replace(/^\.\//, '') === path || (word === module && words[index - 1] === '-m'),
      );
      return at < 0 ? [] : [words.slice(at + 1)];
    }),
  );
}

function valueIn(words: readonly Word[], { name, aliases = [], position }: ProgramOption): string | undefined {
  if (position !== undefined)
    return words.slice(0, position + 1).every((word) => word?.startsWith('-') === false) ? words[position] : undefined;
  const flags = [name, ...aliases].map((one) => (one.length > 1 ? `--${one}` : `-${one}`));
  for (const [index, word] of words.entries()) {
    const [flag = '', ...rest] = word?.split('=') ?? [];
    if (!flags.includes(flag)) continue;
    const value = rest.length > 0 ? rest.join('=') : words[index + 1];
    if (value !== undefined && !/[<>[\]{}]|^-/.test(value)) return value;
  }
  return undefined;
}
