import { entryFolderOf, isEntryFolder } from './files/entryFolder';
import { fileAt, folderOf, nameOf, type FolderFile, type FolderFiles } from './folderFiles';
import type { PlaceKind } from './python/pythonClasses';
import { readPythonProgram, type PythonProgram } from './python/pythonProgram';
import { drivesJobs } from './programs/jobDriver';
import type { ServedRoute } from './programs/webRoutes';

/** What a program is there for. */
export type Role = 'train' | 'serve' | 'process';

/** How a program is started as what the platform starts. */
export type Way =
  /** It is called `train` or `serve` already. */
  | 'own'
  /** Run as it stands, as a process of its own. */
  | 'script'
  /** A function of it is called. */
  | 'function'
  | 'notebook'
  /** Its functions answer the calls of a server that is added. */
  | 'handlers'
  | 'asgi'
  | 'wsgi'
  /** R, with plumber where it serves. */
  | 'r'
  | 'java'
  /** There is none: it is written for the model that training leaves. */
  | 'written';

/** A program of a folder that could be what the platform starts. */
export interface Program {
  readonly role: Role;
  readonly path: string;
  readonly way: Way;
  /** What of it says so, as a sentence. */
  readonly why: string;
  /** The smaller, the more certain. */
  readonly rank: number;
  readonly python?: PythonProgram;
  /** Ways into a web application, also those that other files have. */
  readonly routes?: readonly ServedRoute[];
  /** Functions that are called, by what they are for. */
  readonly functions?: Readonly<Record<string, string>>;
  /** The class whose object has them. */
  readonly className?: string;
  /** What of the model those that load it are given. */
  readonly takes?: Readonly<Record<string, PlaceKind>>;
  /** What the file of its model is called. */
  readonly modelFile?: string;
}

/** The program of each role of a container. */
export type ChosenPrograms = Partial<Readonly<Record<Role, Program>>>;

/** The files of a folder, the Python ones read. */
export interface ReadFolder extends FolderFiles {
  /** By path. */
  readonly python: ReadonlyMap<string, PythonProgram>;
  /** Where entry points are written; what is there is ours. */
  readonly entryFolder: string;
  /** Files that a container may run. */
  readonly candidates: readonly FolderFile[];
}

/** The rank of a program that is there, and that nothing else speaks for. */
const leastCertain = 8;

/** Paths that stand in Dockerfiles and shells without quotes. */
const plainPath = /^[A-Za-z0-9_][\w+-]*(?:[/.][\w+-]+)*$/;
/** Those that stand in texts of programs, and on lines of their own: no pattern, and no end of a quote. */
const speakablePath = /^(?!.*\/[ -])[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ ./,()+-]*$/u;

const apart =
  /(?:^|\/)(?:tests?|docs?|examples?|scripts\/ci)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup|noxfile|fabfile)\.py$/i;

/** Look for what a container may run, and read the Python files among it. */
export function readPrograms(folder: FolderFiles): ReadFolder {
  const entryFolder = entryFolderOf(folder);
  const files = folder.files.filter(
    ({ path }) => speakablePath.test(path) && !apart.test(path) && !path.startsWith(`${entryFolder}/`),
  );
  const read = files.flatMap(({ path, text }) =>
    path.endsWith('.py') && text !== undefined ? [[path, readPythonProgram(text, nameOf(path))] as const] : [],
  );
  const drivers = new Set(read.flatMap(([path, python]) => (drivesJobs(python) ? [path] : [])));
  const candidates = files.filter(({ path }) => !drivers.has(path));
  return { ...folder, entryFolder, candidates, python: new Map(read.filter(([path]) => !drivers.has(path))) };
}

/** Whether a path can stand in a Dockerfile or a shell without quotes. */
export function isPlainPath(path: string): boolean {
  return plainPath.test(path);
}

/** Programs that are called as the platform calls them, and can be executed: `train`, `serve`. */
export function ownPrograms({ candidates }: ReadFolder, role: 'train' | 'serve'): readonly Program[] {
  return candidates.flatMap(({ path, text }) => {
    const isNamed = nameOf(path) === role && depthOf(path) < 3;
    // Without a first line that names its interpreter, or with one that ends with a carriage return, nothing can start it.
    if (!isNamed || !isPlainPath(path) || !text?.startsWith('#!') || text.includes('\r')) return [];
    const why = `${path} is the program that the platform starts; it is taken as it is.`;
    // Nobody knows whether it starts what is beside it: in a folder that is called as ours it may be of a time before.
    const rank = isEntryFolder(folderOf(path)) ? leastCertain : depthOf(path) / 10;
    return [{ role, path, way: 'own' as const, why, rank }];
  });
}

/** How many folders a path leads through. */
export function depthOf(path: string): number {
  return path.split('/').length - 1;
}

/** Where imports of a Python file begin, and what it is called there. */
export interface ModulePlace {
  /** Empty for the folder itself. */
  readonly root: string;
  readonly module: string;
}

/** The module of a file: folders with an `__init__.py` are packages. */
export function moduleOf(folder: FolderFiles, path: string): ModulePlace {
  // A package is its __init__.py: by that name it would be loaded twice.
  const parts = path.replace(/(?:(?<=.)\/__init__)?\.py$/, '').split('/');
  let root = folderOf(path);
  while (root !== '' && fileAt(folder, `${root}/__init__.py`)) root = folderOf(root);
  return { root, module: parts.slice(root === '' ? 0 : root.split('/').length).join('.') };
}

/** Folders that a program imports from: its own, that of its package, the folder itself, and `src`. */
export function rootsOf(folder: FolderFiles, path: string): readonly string[] {
  const { root } = moduleOf(folder, path);
  const hasSource = folder.files.some((file) => /^src\/(?:[\w-]+\/__init__|[\w-]+)\.py$/.test(file.path));
  const roots = [root, folderOf(path), '', ...(hasSource ? ['src'] : [])];
  return [...new Set(roots)].map((one) => (one === '' ? '.' : one));
}
