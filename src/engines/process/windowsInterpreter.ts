import { stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The words before a script on Windows, which does not read its first line itself.
 * @param line interpreter and argument of that line, for example `/usr/bin/env`, `python3 -u`
 * @param folders of PATH
 */
export async function windowsInterpreter(
  line: readonly string[],
  folders: readonly string[],
): Promise<readonly string[]> {
  const [program = '', argument = ''] = line;
  const given = argument === '' ? [] : argument.split(/\s+/);
  const words = path.posix.basename(program) === 'env' ? given : [path.posix.basename(program), ...given];
  const [name = '', ...rest] = words.filter((word) => word !== '-S');
  // Python's installer for Windows has no python3.
  for (const file of [`${name}.exe`, `${name.replace(/^python3(\.\d+)?$/, 'python')}.exe`]) {
    for (const folder of folders) {
      const candidate = path.join(folder, file);
      if (await stat(candidate).catch(() => undefined)) return [candidate, ...rest];
    }
  }
  return [name, ...rest];
}
