import { parse as parseToml } from 'smol-toml';
import { dataAt, entryOf, type DataNode } from '../../grammars/dataNode';
import { yamlData } from '../../grammars/yamlData';
import { fileAt, textAt, type FolderFiles } from './folderFiles';
import { packageOf } from './moduleNames';
import { packageName, readRequirements } from './requirements';

/** How the packages of a program are installed. */
export type InstallWay =
  'requirements' | 'uv' | 'poetry' | 'pipenv' | 'conda' | 'project' | 'setup' | 'written' | 'none';

/** What a Python program needs to be installed. */
export interface Dependencies {
  readonly way: InstallWay;
  /** What says so: files that are copied before the code. The first one is what tools are given. */
  readonly files: readonly string[];
  /** Names of packages as indexes write them. */
  readonly names: ReadonlySet<string>;
  /** Requirements as written. */
  readonly lines: readonly string[];
  /** Whether they can only be installed with the code in place. */
  readonly needsCode: boolean;
  /** Whether the folder is a package itself, which has to be installed to be imported. */
  readonly isPackage: boolean;
  /** What the project says of Python's version, and where; empty where it does not. */
  readonly python: { readonly wish: string; readonly place: string };
  /** What lists name that is not below the folder. */
  readonly outside?: readonly string[];
  /** A file that can't be read as what its name says. */
  readonly broken?: string;
}

const nothing = { names: new Set<string>(), lines: [], needsCode: false, isPackage: false };

/**
 * How the programs of a folder get what they import, by the most exact file that says so.
 * @param imports modules that its programs import and that are none of its own: what is left where nothing says it
 */
export function findDependencies(folder: FolderFiles, imports: readonly string[]): Dependencies {
  const project = readProject(folder);
  const base = { python: pythonOf(folder, project), ...(project.isBroken && { broken: 'pyproject.toml' }) };
  const has = (path: string): boolean => fileAt(folder, path)?.text !== undefined || fileAt(folder, path) !== undefined;
  const locked = { ...nothing, names: namesOf(project.lines), lines: project.lines, isPackage: project.isPackage };
  if (has('uv.lock') && has('pyproject.toml'))
    return { ...base, ...locked, way: 'uv', files: ['pyproject.toml', 'uv.lock'] };
  if (project.isPoetry) {
    const lock = has('poetry.lock') ? ['poetry.lock'] : [];
    return { ...base, ...locked, way: 'poetry', files: ['pyproject.toml', ...lock] };
  }
  const list = requirementsFile(folder);
  if (list !== undefined) {
    const { files, lines, needsCode, outside } = readRequirements(folder, list);
    return {
      ...(outside.length > 0 && { outside }),
      ...base,
      way: 'requirements',
      files,
      lines,
      names: namesOf(lines),
      needsCode,
      isPackage: project.isPackage,
    };
  }
  if (has('Pipfile')) {
    const files = ['Pipfile', ...(has('Pipfile.lock') ? ['Pipfile.lock'] : [])];
    const lines = pipfileLines(textAt(folder, 'Pipfile'));
    return { ...base, ...nothing, way: 'pipenv', files, lines, names: namesOf(lines) };
  }
  const conda = ['environment.yml', 'environment.yaml', 'conda.yml', 'conda.yaml'].find(has);
  if (conda !== undefined) return { ...base, ...condaOf(textAt(folder, conda)), way: 'conda', files: [conda] };
  if (project.hasProject) return { ...base, ...locked, way: 'project', files: ['pyproject.toml'] };
  // Nothing installs a folder of which only setup.cfg speaks.
  const setup = has('setup.py') ? 'setup.py' : has('setup.cfg') && has('pyproject.toml') ? 'setup.cfg' : undefined;
  if (setup !== undefined)
    return { ...base, ...nothing, way: 'setup', files: [setup], needsCode: true, isPackage: true };
  const listed = setupLines(textAt(folder, 'setup.cfg'));
  const packages =
    listed.length > 0 ? listed : [...new Set(imports.flatMap((module) => packageOf(module) ?? []))].sort();
  const way = packages.length > 0 ? 'written' : 'none';
  return { ...base, ...nothing, way, files: [], lines: packages, names: namesOf(packages) };
}

function namesOf(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => packageName(line) ?? []));
}

/** The list that says what the program needs: not those for tests, documents and developers. */
function requirementsFile({ files }: FolderFiles): string | undefined {
  const lists = files
    .map(({ path }) => path)
    .filter((path) => /^(?:requirements\/[\w.-]+|[\w-]*requirements[\w.-]*)\.txt$/i.test(path))
    .filter((path) => !/dev|test|doc|lint|ci\b|constraints|build/i.test(path));
  const preferred = [
    'requirements.txt',
    'requirements/prod.txt',
    'requirements/production.txt',
    'requirements/base.txt',
  ];
  const inside = files
    .map(({ path }) => path)
    .filter(
      (path) =>
        /^(?:[\w.-]+\/){1,3}requirements\.txt$/.test(path) && !/(?:^|\/)(?:tests?|docs?|examples?)\//i.test(path),
    );
  // Below the folder only where it is the only one: parts of a whole have their own.
  return preferred.find((path) => lists.includes(path)) ?? lists[0] ?? (inside.length === 1 ? inside[0] : undefined);
}

/** What pyproject.toml says. */
interface Project {
  readonly lines: readonly string[];
  readonly python: string;
  readonly isPoetry: boolean;
  readonly hasProject: boolean;
  readonly isPackage: boolean;
  readonly isBroken: boolean;
}

type Table = Readonly<Record<string, unknown>>;

function readProject(folder: FolderFiles): Project {
  const text = fileAt(folder, 'pyproject.toml')?.text;
  const none = { lines: [], python: '', isPoetry: false, hasProject: false, isPackage: false, isBroken: false };
  if (text === undefined) return none;
  let root: Table;
  try {
    root = parseToml(text);
  } catch {
    // It is said, and other files may know.
    return { ...none, isBroken: true };
  }
  const project = tableAt(root, 'project');
  const poetry = tableAt(tableAt(root, 'tool'), 'poetry');
  const poetryLines = tableAt(poetry, 'dependencies');
  const listed = project['dependencies'];
  const lines = Array.isArray(listed) ? listed.filter((one): one is string => typeof one === 'string') : [];
  const { python, ...others } = poetryLines;
  const wish = project['requires-python'] ?? python;
  return {
    lines: [...lines, ...Object.keys(others)],
    python: typeof wish === 'string' ? wish : '',
    isPoetry: Object.keys(poetryLines).length > 0,
    hasProject: 'dependencies' in project,
    isPackage: 'build-system' in root && isImportable(folder, project['name'] ?? poetry['name']),
    isBroken: false,
  };
}

function tableAt(table: Table, key: string): Table {
  const value = table[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}

/** Whether a build would find a package of the project's name, as most tools look for it. */
function isImportable({ files }: FolderFiles, name: unknown): boolean {
  if (typeof name !== 'string') return false;
  const module = name.replaceAll(/[-.]/g, '_').toLowerCase();
  return files.some(({ path }) => path === `src/${module}/__init__.py` || path === `${module}/__init__.py`);
}

function pipfileLines(text: string): readonly string[] {
  try {
    return Object.keys(tableAt(parseToml(text), 'packages'));
  } catch {
    // Pipenv says what is wrong with it.
    return [];
  }
}

/** Requirements of setup.cfg. */
function setupLines(text: string): readonly string[] {
  const [, list = ''] = /^install_requires[ \t]*=([^\n]*(?:\r?\n[ \t]+[^\n]*)*)/m.exec(text) ?? [];
  return list.split(/\r?\n/).flatMap((line) => line.replace(/#.*/, '').trim() || []);
}

/** What an environment of conda holds; entries of pip stand in a list of their own. */
function condaOf(text: string): Pick<Dependencies, 'names' | 'lines' | 'needsCode' | 'isPackage'> {
  const [root] = yamlData(text);
  const list = root && entryOf(root, 'dependencies')?.value;
  const items = list?.kind === 'list' ? list.items : [];
  const inner = items.flatMap((item) => {
    const pip = dataAt(item, 'pip');
    return pip?.kind === 'list' ? pip.items : [];
  });
  const lines = [...items, ...inner].flatMap((item: DataNode) => (item.kind === 'text' ? [item.text.text] : []));
  return { ...nothing, lines, names: namesOf(lines.map((line) => line.split('::').at(-1) ?? line)) };
}

function pythonOf(folder: FolderFiles, project: Project): Dependencies['python'] {
  const pinned = textAt(folder, '.python-version').split(/\r?\n/)[0]?.trim() ?? '';
  if (/^\d/.test(pinned)) return { wish: pinned, place: '.python-version' };
  const runtime = /^python-(\d[\d.]*)/.exec(textAt(folder, 'runtime.txt'))?.[1];
  if (runtime !== undefined) return { wish: runtime, place: 'runtime.txt' };
  if (project.python !== '') return { wish: project.python, place: 'pyproject.toml' };
  const others = [
    ['setup.cfg', /^python_requires\s*=\s*(.+)$/m],
    ['setup.py', /python_requires\s*=\s*["']([^"']+)/],
    ['Pipfile', /^python_version\s*=\s*["']([^"']+)/m],
    // An image of somebody: it is not what is built here, but its Python is what the code was written for.
    ['Dockerfile', /^FROM\s+(?:--\S+\s+)?(?:\S+\/)?python:(\d[\d.]*)/m],
  ] as const;
  const said = others.flatMap(([place, form]) => {
    const wish = form.exec(textAt(folder, place))?.[1]?.trim();
    return wish === undefined ? [] : [{ wish, place }];
  });
  return said[0] ?? { wish: '', place: '' };
}
