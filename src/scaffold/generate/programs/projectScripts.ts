import { parse as parseToml } from 'smol-toml';
import { iniFile } from '../../../grammars/iniFile';
import { fileAt, textAt, type FolderFiles } from '../folderFiles';

/** A program that installing the folder would make: a function of one of its files. */
export interface ProjectScript {
  readonly name: string;
  /** Of its file. */
  readonly path: string;
  readonly function: string;
}

/** The programs that pyproject.toml, setup.cfg and setup.py name. */
export function projectScripts(folder: FolderFiles): readonly ProjectScript[] {
  const targets = [...inProject(folder), ...inSetup(folder)];
  return targets.flatMap(([name, target]) => {
    const [module = '', called = ''] = target
      .replace(/\[.*\]/, '')
      .trim()
      .split(':');
    const path = ['', 'src/', 'lib/', 'python/']
      .flatMap((root) => [
        `${root}${module.replaceAll('.', '/')}.py`,
        `${root}${module.replaceAll('.', '/')}/__init__.py`,
      ])
      .find((one) => fileAt(folder, one));
    return path === undefined || !/^\w+$/.test(called) ? [] : [{ name, path, function: called }];
  });
}

type Target = readonly [name: string, target: string];

function inProject(folder: FolderFiles): readonly Target[] {
  let root: Readonly<Record<string, unknown>>;
  try {
    root = parseToml(textAt(folder, 'pyproject.toml'));
  } catch {
    // That it is broken is said where its packages are read.
    return [];
  }
  const table = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  const scripts = [table(root['project'], 'scripts'), table(table(root['tool'], 'poetry'), 'scripts')];
  return scripts.flatMap((one) =>
    Object.entries(typeof one === 'object' && one !== null ? one : {}).flatMap(([name, target]): readonly Target[] =>
      typeof target === 'string' ? [[name, target]] : [],
    ),
  );
}

function inSetup(folder: FolderFiles): readonly Target[] {
  const listed = iniFile(textAt(folder, 'setup.cfg')).get('options.entry_points')?.get('console_scripts') ?? '';
  const written = /console_scripts["']\s*:\s*\[([^\]]*)\]/.exec(textAt(folder, 'setup.py'))?.[1] ?? '';
  return [
    ...`${listed}\n${written.replaceAll(/["',]+/g, '\n')}`.matchAll(/^\s*([\w.-]+)\s*=\s*([\w.]+:\w+)\s*$/gm),
  ].map(([, name = '', target = '']) => [name, target] as const);
}
