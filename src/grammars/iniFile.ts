/** The values of a file, by section and key; keys are written small. */
export type IniFile = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * A file as Python's configparser reads it, of which setup.cfg is one: a value goes on in all lines that stand further in than its key, also
 * after empty lines and comments. The packages that read INI know other dialects, in which each of these lines is a key of its own.
 */
export function iniFile(text: string): IniFile {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let key: string | undefined;
  let indent = 0;
  for (const line of text.split(/\r\n|[\r\n]/)) {
    const said = line.trim();
    if (said === '' || /^[#;]/.test(said)) continue;
    const own = line.length - line.trimStart().length;
    if (section && key !== undefined && own > indent) {
      section.set(key, `${section.get(key) ?? ''}\n${said}`);
      continue;
    }
    indent = own;
    const name = /^\[(.+)\]/.exec(said)?.[1];
    const [, before = said, value = ''] = /^(.*?)\s*[=:]\s*(.*)$/.exec(said) ?? [];
    key = name === undefined ? before.toLowerCase() : undefined;
    if (name !== undefined) sections.set(name, (section = sections.get(name) ?? new Map<string, string>()));
    else section?.set(before.toLowerCase(), value);
  }
  return sections;
}
