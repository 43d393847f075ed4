import { findDependencies, type Dependencies } from './packages/dependencies';
import type { FolderFiles } from './folderFiles';
import { packageOf } from './python/moduleNames';
import { processPrograms } from './programs/processPrograms';
import { readPrograms, type Program, type ReadFolder, type Role } from './program';
import type { ContainerKind } from './proposal';
import { servePrograms } from './programs/servePrograms';
import { trainPrograms } from './programs/trainPrograms';
import { unusableSentences } from './programs/unservable';

/** What is in a folder, as far as a container of it is concerned. */
export interface FolderFacts {
  readonly folder: ReadFolder;
  /** The most certain one first. */
  readonly programs: Readonly<Record<Role, readonly Program[]>>;
  readonly dependencies: Dependencies;
}

/** What a folder holds. Pure: `readFolder` has looked at the disk. */
export function findFacts(files: FolderFiles): FolderFacts {
  const folder = readPrograms(files);
  const programs = { train: trainPrograms(folder), serve: servePrograms(folder), process: processPrograms(folder) };
  const likely = (['train', 'serve', 'process'] as const).flatMap((role) => programs[role][0] ?? []);
  return withDependencies({ folder, programs }, likely);
}

/** The same folder with what these of its programs need. */
export function withDependencies(
  { folder, programs }: Omit<FolderFacts, 'dependencies'>,
  chosen: readonly Program[],
): FolderFacts {
  const paths = chosen.map(({ path }) => path);
  const dependencies = findDependencies(folder, paths, foreignImports({ folder, programs }));
  return { folder, programs, dependencies };
}

/** Modules that the programs import, and that are neither theirs nor Python's. Of notebooks only those count that would be run. */
function foreignImports({ folder: { python, files }, programs }: Omit<FolderFacts, 'dependencies'>): readonly string[] {
  const own = new Set(files.flatMap(({ path }) => (path.endsWith('.py') ? path.replace(/\.py$/, '').split('/') : [])));
  const notebooks = [programs.train[0], programs.process[0]].filter((program) => program?.way === 'notebook');
  const all = [...python.values(), ...notebooks.map((program) => program?.python)].flatMap((one) => one?.imports ?? []);
  return [...new Set(all)].filter(
    (name) => !own.has(name) && packageOf(name) !== undefined && name !== 'sagemaker_server',
  );
}

/** The kind that the programs of a folder ask for; undefined where there are none. */
export function kindOf({ programs }: FolderFacts): ContainerKind | undefined {
  const has = (role: Role): boolean => programs[role].length > 0;
  // What serves as it trains is no server by its name alone: one file may do both.
  if (has('train') && has('serve')) return 'both';
  if (has('train')) return 'training';
  if (has('serve')) return 'serving';
  return has('process') ? 'processing' : undefined;
}

/** What was found, as sentences. */
export function factSentences(facts: FolderFacts): readonly string[] {
  const { folder, programs, dependencies } = facts;
  const { links, isWhole } = folder;
  const found = [...programs.train, ...programs.serve, ...programs.process];
  return [
    ...found.map(({ why }) => why),
    ...unusableSentences(folder),
    ...(found.some(({ python, way }) => python !== undefined || way === 'notebook') || dependencies.way !== 'none'
      ? dependencySentences(dependencies)
      : []),
    ...unlistedSentences(facts),
    ...(links.length > 0 ? [`Links are not followed: ${few(links)}.`] : []),
    ...(isWhole ? [] : ['There is more in the folder than was looked at: the first 3000 files, eight folders deep.']),
  ];
}

/** A list that stays short. */
export function few(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown}, …` : shown;
}

/** Packages that are imported and on no list: they may come with others, or be missing. */
function unlistedSentences({ folder, programs, dependencies }: FolderFacts): readonly string[] {
  const { way, names, roots } = dependencies;
  if (way !== 'requirements' && way !== 'poetry' && way !== 'uv' && way !== 'project') return [];
  const packages = foreignImports({ folder, programs }).flatMap((module) => packageOf(module) ?? []);
  const unlisted = [...new Set(packages)].filter((name) => !names.has(name.toLowerCase()));
  return unlisted.length === 0
    ? []
    : [
        `The programs import ${few(unlisted)}, of which ${roots.join(' and ')} does not speak: does it come with another package?`,
      ];
}

function dependencySentences({
  way,
  roots,
  files,
  lines,
  local,
  needsCode,
  isPackage,
  broken,
}: Dependencies): readonly string[] {
  const list = roots.join(' with ');
  const count = String(lines.filter((line) => !line.startsWith('-')).length);
  const said: Readonly<Record<Dependencies['way'], string | undefined>> = {
    requirements: `${list} lists the packages, ${count} of them.`,
    uv: files.includes('uv.lock')
      ? 'uv.lock says which packages are installed, to the version.'
      : 'pyproject.toml says where uv takes packages from.',
    poetry: 'pyproject.toml lists packages for Poetry.',
    pipenv: 'Pipfile lists packages for Pipenv.',
    conda: `${list} describes an environment of conda.`,
    project: 'pyproject.toml lists the packages of the project.',
    setup: `${list} says what the project is installed with.`,
    written:
      list === ''
        ? `No list of packages is there, and the programs import ${few(lines)}: a requirements.txt without versions is proposed.`
        : `${list} lists ${few(lines)}, and nothing installs the folder itself: a requirements.txt of these is proposed.`,
    none: 'The programs import nothing that has to be installed.',
  };
  return [
    ...(said[way] === undefined ? [] : [said[way]]),
    ...(needsCode && way !== 'setup' && local.outside.length === 0
      ? ['Some of them come from the folder itself, so they are installed after the code.']
      : []),
    ...(isPackage && !needsCode ? ['The folder is a package itself, which is installed with the code.'] : []),
    ...(broken === undefined ? [] : [`${broken} can't be read: it is not taken into account.`]),
  ];
}
