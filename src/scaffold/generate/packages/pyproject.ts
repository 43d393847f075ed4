import { parse as parseToml } from 'smol-toml';
import { fileAt, textAt, type FolderFiles } from '../folderFiles';
import { joinedPaths, localPaths, noPaths, type LocalPaths } from './localPaths';
import { readLines } from './requirements';

/** What pyproject.toml says. */
export interface Project {
  readonly lines: readonly string[];
  readonly python: string;
  readonly isPoetry: boolean;
  readonly hasProject: boolean;
  /** Whether packages come from places that only uv knows: folders, other indexes, members of a workspace. */
  readonly needsUv: boolean;
  /** Whether others of its workspace are installed with it. */
  readonly hasMembers: boolean;
  /** Whether a build of it makes a package of the folder's own. */
  readonly isPackage: boolean;
  readonly isBroken: boolean;
  readonly local: LocalPaths;
}

type Table = Readonly<Record<string, unknown>>;

const none: Project = {
  lines: [],
  python: '',
  isPoetry: false,
  hasProject: false,
  needsUv: false,
  hasMembers: false,
  isPackage: false,
  isBroken: false,
  local: noPaths,
};

/** Read pyproject.toml; what is there without one counts as nothing. */
export function readProject(folder: FolderFiles): Project {
  const text = fileAt(folder, 'pyproject.toml')?.text;
  if (text === undefined) return none;
  let root: Table;
  try {
    root = parseToml(text);
  } catch {
    // It is said, and other files may know.
    return { ...none, isBroken: true };
  }
  const project = tableAt(root, 'project');
  const tools = tableAt(root, 'tool');
  const poetry = tableAt(tools, 'poetry');
  const { python, ...others } = tableAt(poetry, 'dependencies');
  const listed = project['dependencies'];
  const lines = Array.isArray(listed) ? listed.filter((one): one is string => typeof one === 'string') : [];
  const wish = project['requires-python'] ?? python;
  const uv = tableAt(tools, 'uv');
  return {
    lines: [...lines, ...Object.keys(others)],
    python: typeof wish === 'string' ? wish : '',
    isPoetry: python !== undefined || Object.keys(others).length > 0,
    hasProject: 'dependencies' in project,
    hasMembers: 'workspace' in uv,
    needsUv: 'sources' in uv || 'index' in uv || 'workspace' in uv,
    isPackage: 'build-system' in root && isImportable(folder, project['name'] ?? poetry['name']),
    isBroken: false,
    local: joinedPaths([
      readLines(lines.join('\n'), '', '').local,
      localPaths('', pathsIn(others)),
      uvSources(folder, uv),
    ]),
  };
}

/** Folders that dependencies name: `{ path = "../shared" }`, also one of several choices. */
function pathsIn(table: Table): readonly string[] {
  const choices = Object.values(table).flatMap((one): readonly unknown[] => (Array.isArray(one) ? one : [one]));
  return choices.flatMap((one) => {
    const path = tableAt({ one }, 'one')['path'];
    return typeof path === 'string' ? [path] : [];
  });
}

/** Where uv takes packages from: paths, and members of a workspace, which may be one of a folder above. */
function uvSources(folder: FolderFiles, uv: Table): LocalPaths {
  const sources = tableAt(uv, 'sources');
  const members = Object.keys(sources).filter((name) => tableAt(sources, name)['workspace'] === true);
  const own = 'workspace' in uv ? memberFolders(folder, tableAt(uv, 'workspace')) : [];
  return {
    inside: [...localPaths('', pathsIn(sources)).inside, ...own],
    outside: [...localPaths('', pathsIn(sources)).outside, ...(own.length > 0 ? [] : members)],
  };
}

/** The folders of a workspace, by its patterns. */
function memberFolders({ files }: FolderFiles, workspace: Table): readonly string[] {
  const listed = workspace['members'];
  const patterns = (Array.isArray(listed) ? listed : [])
    .filter((one): one is string => typeof one === 'string')
    .map((one) => new RegExp(`^${one.replace(/\/$/, '').replaceAll(/[.+]/g, '\\$&').replaceAll('*', '[^/]*')}$`));
  return files
    .filter(({ path }) => path.endsWith('/pyproject.toml'))
    .map(({ path }) => path.slice(0, -'/pyproject.toml'.length))
    .filter((path) => patterns.some((pattern) => pattern.test(path)));
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

/** What Pipfile says. */
export interface Pipfile {
  readonly lines: readonly string[];
  readonly local: LocalPaths;
}

/** Read Pipfile. Where it is broken, Pipenv says what is wrong with it. */
export function readPipfile(folder: FolderFiles): Pipfile {
  try {
    const packages = tableAt(parseToml(textAt(folder, 'Pipfile')), 'packages');
    return { lines: Object.keys(packages), local: localPaths('', pathsIn(packages)) };
  } catch {
    return { lines: [], local: noPaths };
  }
}
