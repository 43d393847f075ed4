import { iniFile } from '../../../grammars/iniFile';
import { argumentsOf, listItems, nodesOf, parsePython, textOf } from '../../../grammars/python/parsePython';
import { pythonString } from '../../../grammars/python/pythonString';
import { textAt, type FolderFiles } from '../folderFiles';

/** What setup.py and setup.cfg say. */
export interface Setup {
  readonly lines: readonly string[];
  /** The version of Python that is asked for; empty where none is. */
  readonly python: string;
}

/** Options of setup.cfg, in which dashes are another way to write underscores. */
export function readSetupCfg(folder: FolderFiles): Setup {
  const options = iniFile(textAt(folder, 'setup.cfg')).get('options') ?? new Map<string, string>();
  const value = (key: string): string => options.get(key) ?? options.get(key.replaceAll('_', '-')) ?? '';
  const lines = value('install_requires')
    .split(/[\n]/)
    .map((line) => line.replace(/(^|\s)#.*/, '').trim());
  return { lines: lines.filter((line) => line !== ''), python: value('python_requires').trim() };
}

/** What setup.py says in plain words; what it computes is not known. */
export function readSetupPy(folder: FolderFiles): Setup {
  const source = parsePython(textAt(folder, 'setup.py'));
  const call = nodesOf(source.root, 'CallExpression').find((node) =>
    /^(?:setuptools\.)?setup$/.test(node.firstChild ? textOf(source, node.firstChild) : ''),
  );
  const values = new Map((call ? argumentsOf(source, call) : []).map(({ name, value }) => [name, value]));
  const list = values.get('install_requires');
  const python = values.get('python_requires');
  const items = list && /^(?:Array|Tuple)Expression$/.test(list.name) ? listItems(list) : [];
  return {
    lines: items.flatMap(([item]) => (item && pythonString(source, item)?.text) ?? []),
    python: (python && pythonString(source, python)?.text) ?? '',
  };
}
