import { folderOf, nameOf, stemOf, textAt, type FolderFile } from '../folderFiles';
import { javaOf } from './javaProject';
import { drivesJobs } from './jobDriver';
import { folderParameter } from '../needs/folderParameter';
import { depthOf, ownPrograms, type Program, type ReadFolder } from '../program';
import { notebookProgram } from './notebookProgram';
import { projectScripts } from './projectScripts';
import type { PythonProgram } from '../python/pythonProgram';

const trainName = /^(?:re)?train(?:ing|er)?$|^train[_-]|[_-]train(?:ing)?$|^fit(?:_model)?$/i;
const mainName = /^(?:main|run|app|cli|model|pipeline|experiment|__main__)$/i;
const trainWords = /\bSM_(?:MODEL_DIR|CHANNEL_\w+|HPS?\b)|\/opt\/ml\/(?:model|input)\b/;
const fitWords = /\.fit\(|\.train\(|\boptimizer\b|\bTrainer\(|\.backward\(/;
const callable = ['train', 'main', 'run', 'fit', 'run_training', 'train_model', 'training'];

/** Programs that could train, the most certain one first. */
export function trainPrograms(folder: ReadFolder): readonly Program[] {
  const found = [
    ...ownPrograms(folder, 'train'),
    ...folder.candidates.flatMap((file) => trainProgram(folder, file) ?? []),
    ...scriptPrograms(folder),
    ...javaPrograms(folder),
  ];
  return onePerPath(found.sort((a, b) => a.rank - b.rank));
}

/** A file may be found by its name, and by what it is installed as. */
function onePerPath(programs: readonly Program[]): readonly Program[] {
  return programs.filter(({ path }, index) => programs.findIndex((one) => one.path === path) === index);
}

/** Functions that are installed as a program that trains. */
function scriptPrograms(folder: ReadFolder): readonly Program[] {
  return projectScripts(folder).flatMap(({ name, path, function: called }): readonly Program[] => {
    const python = folder.python.get(path);
    const isNamed = [name, called, stemOf(path)].some(
      (one) => trainName.test(one) || /[-_]?train(?:[-_]|$)/i.test(one),
    );
    // One that runs by itself is started as it is.
    if (!python || python.runs || !isNamed) return [];
    const why = `${path} defines ${called}(), which is installed as ${name}, so that function is called to train.`;
    return [{ role: 'train', path, way: 'function', rank: 1.2, python, why, functions: { train: called } }];
  });
}

function trainProgram(folder: ReadFolder, file: FolderFile): Program | undefined {
  const { path } = file;
  const python = folder.python.get(path);
  if (python) return pythonProgram(path, python);
  const isNamed = trainName.test(stemOf(path));
  const place = depthOf(path) / 10;
  const made = (way: Program['way'], rank: number, why: string): Program => ({
    role: 'train',
    path,
    way,
    why,
    rank: rank + place,
  });
  if (/\.r$/i.test(path)) {
    if (isNamed) return made('r', 1.5, `${path} is named as an R script that trains.`);
    return /\bsaveRDS\(|\bsave\(/.test(file.text ?? '') && !/plumber/i.test(file.text ?? '')
      ? made('r', 4, `${path} is an R script that saves what it makes.`)
      : undefined;
  }
  if (path.endsWith('.ipynb')) return notebook(folder, path, isNamed, made);
  return isNamed && /\.(?:sh|bash)$/.test(path) && (file.text ?? '').startsWith('#!')
    ? made('script', 2.5, `${path} is named as a script that trains.`)
    : undefined;
}

type Maker = (way: Program['way'], rank: number, why: string) => Program;

function notebook(folder: ReadFolder, path: string, isNamed: boolean, made: Maker): Program | undefined {
  const python = notebookProgram(textAt(folder, path), nameOf(path));
  if (!python || drivesJobs(python)) return undefined;
  if (isNamed || /train/i.test(stemOf(path))) {
    const why = `${path} is named as a notebook that trains; its code cells are run in their order.`;
    return { ...made('notebook', 5, why), python };
  }
  const why = `${path} is a notebook that fits a model; its code cells are run in their order.`;
  return fitWords.test(python.text) ? { ...made('notebook', 6, why), python } : undefined;
}

function pythonProgram(path: string, python: PythonProgram): Program | undefined {
  const isNamed = trainName.test(stemOf(path)) || (stemOf(path) === '__main__' && folderOf(path).includes('train'));
  const speaks = trainWords.test(python.text);
  const fits = fitWords.test(python.text) && !python.app;
  const isMain = (fits || importsTraining(python)) && mainName.test(stemOf(path));
  if (!isNamed && !speaks && !isMain && !(fits && python.runs)) return undefined;
  // Handlers read the model's folder too, and train nothing; in script mode one file may do both.
  const isBoth = python.runs && fits && speaks;
  const isHandlers = python.functions.has('model_fn') && !isBoth;
  if (!isNamed && (isHandlers || /\/invocations\b/.test(python.text))) return undefined;
  const rank = (isNamed ? 1 : speaks ? 2 : isMain ? 3 : 4.5) + depthOf(path) / 10;
  const reason = isNamed
    ? 'it is named as a program that trains'
    : speaks
      ? 'it speaks of the folders of a training job'
      : 'it fits a model';
  if (python.runs)
    return { role: 'train', path, way: 'script', rank, python, why: `${path} is run to train: ${reason}.` };
  const name = callable.find((one) => python.functions.has(one));
  if (name === undefined) return undefined;
  const why = `${path} defines ${name}() and does nothing by itself, so that function is called to train.`;
  // What it is called with nobody knows where it takes rows and models instead of folders and numbers.
  const isOpen = python.functions
    .get(name)
    ?.parameters.some((one) => one.default === undefined && !folderParameter.test(one.name));
  const later = isOpen ? 3 : 0.05;
  return { role: 'train', path, way: 'function', rank: rank + later, python, why, functions: { train: name } };
}

/** Whether a program takes functions of one that is named as training. */
function importsTraining({ imports, names }: PythonProgram): boolean {
  const taken = [...names.values()].flatMap(({ module, name }) => [module.split('.').at(-1) ?? '', name]);
  return [...imports, ...taken].some((name) => trainName.test(name));
}

function javaPrograms(folder: ReadFolder): readonly Program[] {
  const java = javaOf(folder);
  if (!java || java.isServer) return [];
  const why = `${nameOf(java.path)} is a Java program without a web server, so it is run to train.`;
  return [{ role: 'train', path: java.path, way: 'java', rank: 7, why }];
}
