import { readConda } from './condaEnvironment';
import { fileAt, type FolderFiles } from '../folderFiles';
import { noPaths, type LocalPaths } from './localPaths';
import { packageOf } from '../python/moduleNames';
import { readPipfile, readProject, type Project } from './pyproject';
import { pythonWish, type PythonWish } from './pythonWish';
import { requirementLists } from './requirementLists';
import { packageName, readRequirements } from './requirements';
import { readSetupCfg, readSetupPy } from './setupFiles';

/** How the packages of a program are installed. */
export type InstallWay =
  'requirements' | 'uv' | 'poetry' | 'pipenv' | 'conda' | 'project' | 'setup' | 'written' | 'none';

/** What a Python program needs to be installed. */
export interface Dependencies {
  readonly way: InstallWay;
  /** What says so and what tools are given: one file, or lists of several programs; none where only imports say it. */
  readonly roots: readonly string[];
  /** Files that are copied before the code: these, and those that they include. */
  readonly files: readonly string[];
  /** Names of packages as indexes write them. */
  readonly names: ReadonlySet<string>;
  /** Requirements as written. */
  readonly lines: readonly string[];
  /** What of this machine they install. */
  readonly local: LocalPaths;
  /** Whether they can only be installed with the code in place. */
  readonly needsCode: boolean;
  /** Whether the folder is a package itself, which has to be installed to be imported, and which nothing else installs. */
  readonly isPackage: boolean;
  /** Whether what a lock of uv says of all members of a workspace is wanted. */
  readonly hasMembers: boolean;
  readonly python: PythonWish;
  /** A file that can't be read as what its name says. */
  readonly broken?: string;
}

type Found = Pick<Dependencies, 'way' | 'roots' | 'lines'> &
  Partial<Pick<Dependencies, 'files' | 'local' | 'isPackage' | 'hasMembers'>>;

/**
 * How the programs of a folder get what they import, by the most exact file that says so.
 * @param programs paths of the programs
 * @param imports modules that they import and that are none of their own: what is left where nothing says it
 */
export function findDependencies(
  folder: FolderFiles,
  programs: readonly string[],
  imports: readonly string[],
): Dependencies {
  const project = readProject(folder);
  const found =
    locked(folder, project) ??
    listed(folder, programs, project) ??
    ofProject(folder, project) ??
    written(folder, imports);
  const { roots, files = roots, lines, local = noPaths, isPackage = false, hasMembers = false } = found;
  return {
    ...found,
    files,
    local,
    hasMembers,
    names: new Set(lines.flatMap((line) => packageName(line) ?? [])),
    needsCode: found.way === 'setup' || local.inside.length > 0,
    isPackage: isPackage && !local.inside.includes(''),
    python: pythonWish(folder, project),
    ...(project.isBroken && { broken: 'pyproject.toml' }),
  };
}

function isThere(folder: FolderFiles, path: string): boolean {
  return fileAt(folder, path) !== undefined;
}

function locked(folder: FolderFiles, { lines, local, isPackage, isPoetry, hasMembers }: Project): Found | undefined {
  const roots = ['pyproject.toml'];
  const known = { roots, lines, local, isPackage };
  if (isThere(folder, 'uv.lock') && isThere(folder, 'pyproject.toml'))
    return { ...known, way: 'uv', files: [...roots, 'uv.lock'], hasMembers };
  if (!isPoetry) return undefined;
  return { ...known, way: 'poetry', files: [...roots, ...(isThere(folder, 'poetry.lock') ? ['poetry.lock'] : [])] };
}

function listed(folder: FolderFiles, programs: readonly string[], { isPackage }: Project): Found | undefined {
  const roots = requirementLists(folder, programs);
  const conda = readConda(folder);
  const environment: Found | undefined = conda && { ...conda, way: 'conda', roots: conda.files.slice(0, 1) };
  // An environment that includes the list holds more than it.
  if (roots.length > 0 && !roots.every((path) => environment?.files?.includes(path)))
    return { ...readRequirements(folder, roots), way: 'requirements', roots, isPackage };
  if (isThere(folder, 'Pipfile') && roots.length === 0) {
    const files = ['Pipfile', ...(isThere(folder, 'Pipfile.lock') ? ['Pipfile.lock'] : [])];
    return { ...readPipfile(folder), way: 'pipenv', roots: ['Pipfile'], files };
  }
  return environment;
}

function ofProject(folder: FolderFiles, project: Project): Found | undefined {
  const { lines, local, isPackage, hasProject, needsUv } = project;
  if (hasProject) return { way: needsUv ? 'uv' : 'project', roots: ['pyproject.toml'], lines, local, isPackage };
  const isBuilt = isThere(folder, 'setup.cfg') && isThere(folder, 'pyproject.toml');
  const setup = isThere(folder, 'setup.py') ? 'setup.py' : isBuilt ? 'setup.cfg' : undefined;
  if (setup === undefined) return undefined;
  return { way: 'setup', roots: [setup], lines: [...readSetupPy(folder).lines, ...readSetupCfg(folder).lines] };
}

/** Nothing installs a folder of which only setup.cfg speaks; else what is imported is all that is known. */
function written(folder: FolderFiles, imports: readonly string[]): Found {
  const said = readSetupCfg(folder).lines;
  if (said.length > 0) return { way: 'written', roots: ['setup.cfg'], files: [], lines: said };
  const lines = [...new Set(imports.flatMap((module) => packageOf(module) ?? []))].sort();
  return { way: lines.length > 0 ? 'written' : 'none', roots: [], lines };
}
