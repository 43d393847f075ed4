import { cudaOf, systemPackages, type Cuda } from '../packages/systemPackages';
import type { Dependencies } from '../packages/dependencies';
import { javaOf, type JavaProject } from '../programs/javaProject';
import type { Program, ReadFolder } from '../program';
import type { PythonTool } from '../packages/pythonTools';
import { pythonPins, type PythonPin } from '../packages/pythonPins';
import { canHave, oldestMaintained, pythonFor } from '../packages/pythonVersion';
import type { PythonWish } from '../packages/pythonWish';
import { rPackagesOf, type RPackages } from '../r/rPackages';

/** What an image is made of, before it is a Dockerfile. */
export interface ImagePlan {
  readonly runtime: 'python' | 'conda' | 'cuda' | 'r' | 'java';
  readonly base: string;
  readonly cuda: Cuda;
  /** Packages of Debian. */
  readonly system: readonly string[];
  /** Servers that are started here and that no list names. */
  readonly servers: readonly PythonTool[];
  readonly dependencies: Dependencies;
  readonly r?: RPackages;
  readonly java?: JavaProject;
  /** Why it is this base, as a sentence. */
  readonly why: string;
  /** What else is to be said of it, as sentences. */
  readonly notes: readonly string[];
}

/** The image for the programs that a container starts. */
export function planImage(folder: ReadFolder, programs: readonly Program[], dependencies: Dependencies): ImagePlan {
  const usesR = programs.some(({ path }) => /\.r$/i.test(path));
  const java = programs.some(({ way }) => way === 'java') ? javaOf(folder) : undefined;
  const code = programs.flatMap(({ python }) => (python ? [python.text] : []));
  const { cuda, sign } = cudaOf(dependencies.names, dependencies.lines, code);
  const needs = systemPackages(dependencies.names, dependencies.lines);
  const runtime = usesR
    ? 'r'
    : java
      ? 'java'
      : dependencies.way === 'conda'
        ? 'conda'
        : isHeavy(cuda)
          ? 'cuda'
          : 'python';
  const r = usesR
    ? rPackagesOf(
        folder,
        programs.map(({ path }) => path).filter((path) => /\.r$/i.test(path)),
      )
    : undefined;
  // A server of R or Java is started by a shell; all other entry points are written in Python.
  const needsPython = runtime === 'cuda' || programs.some(({ role, way }) => role !== 'serve' && way !== 'own');
  const isBare = runtime === 'r' || runtime === 'java' || runtime === 'cuda';
  const usesPip = (!usesR && !java && hasPackages(dependencies)) || serversFor(programs, dependencies).length > 0;
  const system = [
    ...(isBare && (needsPython || usesPip) ? ['python3', ...(usesPip ? ['python3-pip'] : [])] : []),
    ...(isBare && cuda === 'compiler' ? ['python3-dev'] : []),
    ...needs.flatMap((need) => need.system),
    ...(r?.system ?? []),
  ];
  const { base, why } = baseOf(runtime, dependencies, { cuda, sign, java });
  return {
    runtime,
    base,
    why,
    cuda,
    system: [...new Set(system)].sort(),
    servers: serversFor(programs, dependencies),
    dependencies,
    ...(r && { r }),
    ...(java && { java }),
    notes: [
      ...needs.map(
        ({ name, system: own }) => `${name} needs ${own.join(' and ')} of Debian, which slim images don't have.`,
      ),
      ...cudaNotes(cuda, sign),
      ...ageNotes(base),
    ],
  };
}

function isHeavy(cuda: Cuda): boolean {
  return cuda === 'libraries' || cuda === 'compiler';
}

/** Whether anything is to be installed by a tool of Python. */
export function hasPackages({ way, lines }: Dependencies): boolean {
  return way !== 'none' && !(way === 'written' && lines.length === 0);
}

function serversFor(programs: readonly Program[], { names, lines }: Dependencies): readonly PythonTool[] {
  const bringsUvicorn = names.has('uvicorn') || lines.some((line) => /^fastapi\[[^\]]*(?:standard|all)/i.test(line));
  const uses = (way: Program['way']): boolean => programs.some((program) => program.way === way);
  return [
    ...(uses('asgi') && !bringsUvicorn ? (['uvicorn'] as const) : []),
    ...(uses('wsgi') && !names.has('gunicorn') ? (['gunicorn'] as const) : []),
  ];
}

interface Signs {
  readonly cuda: Cuda;
  readonly sign: string;
  readonly java: JavaProject | undefined;
}

function baseOf(
  runtime: ImagePlan['runtime'],
  { python, lines }: Dependencies,
  { cuda, sign, java }: Signs,
): Pick<ImagePlan, 'base' | 'why'> {
  switch (runtime) {
    case 'r':
      return { base: 'r-base:4.4.2', why: 'R programs run on r-base, which has R and the packages of Debian.' };
    case 'java': {
      const version = java?.version ?? '21';
      const base = `eclipse-temurin:${version}-jre`;
      return { base, why: `Java programs run on ${base}: a JRE is enough.` };
    }
    case 'conda':
      return {
        base: 'condaforge/miniforge3:24.11.3-2',
        why: 'The environment is one of conda, so the base brings conda; it decides on the version of Python itself.',
      };
    case 'cuda': {
      const kind = cuda === 'compiler' ? 'devel' : 'runtime';
      const base = `nvidia/cuda:12.4.1-cudnn-${kind}-ubuntu22.04`;
      return { base, why: `${sign} needs CUDA itself, so the base is ${base}.` };
    }
    case 'python':
      return pythonBase(python, pythonPins(lines));
  }
}

function pythonBase({ wish, place }: PythonWish, pins: readonly PythonPin[]): Pick<ImagePlan, 'base' | 'why'> {
  const fitting = pythonFor(wish, pins);
  const version = fitting ?? pythonFor(wish) ?? pythonFor('', pins) ?? '3.11';
  const base = `python:${version}-slim`;
  const usual = pythonFor(wish);
  if (fitting !== undefined && fitting !== usual) {
    const deciding = pins.filter((pin) => !canHave(usual ?? '', pin)).map(({ line }) => line);
    return {
      base,
      why: `There are no wheels for a newer Python of ${deciding.join(', ')}, so the base is ${base}.`,
    };
  }
  if (fitting !== undefined)
    return wish === ''
      ? { base, why: `Nothing says which Python is wanted: ${base} has wheels of nearly everything.` }
      : { base, why: `${place} asks for Python ${wish}, so the base is ${base}.` };
  const missed = pins.filter((pin) => !canHave(version, pin)).map(({ line }) => line);
  return missed.length === 0
    ? {
        base,
        why: `${place} asks for Python ${wish}, of which there is no image known here: ${base} stands in for it.`,
      }
    : {
        base,
        why: `No Python has all that is asked for: on ${base} pip finds no wheels of ${missed.join(', ')}. Change one of them.`,
      };
}

function ageNotes(base: string): readonly string[] {
  const minor = /^python:3\.(\d+)-/.exec(base)?.[1];
  return minor !== undefined && Number(minor) < oldestMaintained
    ? [`Python 3.${minor} gets no more fixes: newer versions of the packages would do away with it.`]
    : [];
}

function cudaNotes(cuda: Cuda, sign: string): readonly string[] {
  switch (cuda) {
    case 'none':
      return [];
    case 'optional':
      return [
        `${sign} is in the code: it can use a GPU. The definitions name a machine without one; choose another InstanceType for it.`,
      ];
    case 'bundled':
      return [
        `${sign} brings CUDA along, so the base needs none; the driver comes from the machine. The definitions name one with a GPU.`,
      ];
    case 'libraries':
    case 'compiler':
      return ['The driver comes from the machine and is not installed. The definitions name a machine with a GPU.'];
  }
}
