import type { CommandLine } from './commandLine';
import { textAt } from '../folderFiles';
import { folderParameter } from '../needs/folderParameter';
import type { Program, ReadFolder } from '../program';
import { rCommandLine } from '../r/rCommandLine';
import { settingsOptions } from './settingsOptions';

/** What a program is told by its command line; undefined where it does not look at it. */
export function programLine(folder: ReadFolder, program: Program): CommandLine | undefined {
  const { python, way, path } = program;
  if (way === 'java') return { options: [] };
  if (/\.r$/i.test(path)) return rCommandLine(textAt(folder, path));
  if (/\.(?:sh|bash)$/.test(path))
    return /\$@|\$\*|\$1\b|getopts/.test(textAt(folder, path)) ? { options: [], unread: 'sh' } : undefined;
  const line = python?.commandLine;
  if (!line || (way !== 'script' && !(way === 'function' && isAlone(program)))) return undefined;
  if (!line.settings) return line;
  const options = settingsOptions(folder, path, line.settings);
  return options ? { ...line, options } : { ...line, unread: line.settings.path };
}

/** Whether a function that is called has all that it takes from its command line. */
function isAlone({ python, functions }: Program): boolean {
  const called = python?.functions.get(functions?.['train'] ?? '');
  return called?.parameters.every((one) => one.default !== undefined || folderParameter.test(one.name)) ?? true;
}
