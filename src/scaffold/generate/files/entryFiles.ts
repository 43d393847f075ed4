import type { ProcessNeeds } from '../needs/processNeeds';
import type { TrainNeeds } from '../needs/trainNeeds';
import type { ServeNeeds } from '../needs/serveNeeds';
import type { ModelLibrary } from '../packages/modelLibraries';
import { modelFolderOf } from '../needs/serveNeeds';
import { javaCommand } from '../programs/javaProject';
import { below, folderOf, nameOf, stemOf, textAt } from '../folderFiles';
import { renderTemplate } from '../../renderTemplate';
import type { ScaffoldFile, TemplateFile } from '../../template';
import { moduleOf, rootsOf, type Program, type ReadFolder } from '../program';

/** What entry points are made of: files with placeholders, by their names. */
export type EntryParts = ReadonlyMap<string, string>;

/** A value as Python, and a shell within quotes, write it. */
type Values = Readonly<Record<string, string>>;

/** A part with its values filled in. */
function filled(parts: EntryParts, part: string, path: string, values: Values): ScaffoldFile {
  const content = parts.get(part);
  if (content === undefined) throw new TypeError(`there is no part ${part}`);
  const questions = Object.keys(values).map((key) => ({ key, title: key, default: '' }));
  const file: TemplateFile = { path, content, when: [], verbatim: false };
  const manifest = { title: part, description: part, questions, trees: [], first: path, steps: [] };
  const [made] = renderTemplate({ name: part, manifest, files: [file] }, values).files;
  if (!made) throw new TypeError(`the part ${part} makes no file`);
  return made;
}

const json = (value: unknown): string => JSON.stringify(value);
/** Python's None for what is not there. */
const literal = (value: string | undefined): string => (value === undefined ? 'None' : json(value));
const lists = (values: readonly string[]): string => `[${values.map(json).join(', ')}]`;
const mapped = (values: Readonly<Record<string, string>>): string =>
  `{${Object.entries(values)
    .map(([key, value]) => `${json(key)}: ${json(value)}`)
    .join(', ')}}`;

/** The command that runs a program, in the folder of the program. */
function commandOf(folder: ReadFolder, { path, way, python, functions }: Program): readonly string[] {
  const { module } = moduleOf(folder, path);
  if (way === 'function')
    return ['python3', `${folder.entryFolder}/run_function.py`, module, functions?.['train'] ?? 'train'];
  if (way === 'notebook') return ['python3', `${folder.entryFolder}/run_notebook.py`, path];
  if (way === 'java') return javaCommand(folder);
  if (/\.r$/i.test(path)) return ['Rscript', '--vanilla', path];
  if (/\.(?:sh|bash)$/.test(path)) return [/^#!.*\bbash\b/.test(textAt(folder, path)) ? 'bash' : 'sh', path];
  // Imports of its own package only work for a module.
  return python?.isRelative ? ['python3', '-m', module] : ['python3', path];
}

/** The program `train` and what it runs; nothing for one that is there already. */
export function trainFiles(
  folder: ReadFolder,
  program: Program,
  needs: TrainNeeds,
  parts: EntryParts,
): readonly ScaffoldFile[] {
  if (program.way === 'own') return [];
  const train = filled(parts, 'train', below(folder.entryFolder, 'train'), {
    program: program.path,
    command: lists([...commandOf(folder, program), ...(needs.line?.first ?? [])]),
    arguments: needs.line ? 'True' : 'False',
    assigns: needs.line?.assigns === true ? 'True' : 'False',
    positions: lists(needs.positions),
    long: lists(needs.long),
    flags: lists(needs.flags),
    places: mapped(needs.places),
    links: mapped(needs.links),
    kept: lists(needs.kept),
    folder: json(needs.folder),
    roots: lists(rootsOf(folder, program.path)),
  });
  return [train, ...runners(folder, program, parts)];
}

function runners(folder: ReadFolder, { way }: Program, parts: EntryParts): readonly ScaffoldFile[] {
  const name = way === 'function' ? 'run_function.py' : way === 'notebook' ? 'run_notebook.py' : undefined;
  return name === undefined ? [] : [filled(parts, name, below(folder.entryFolder, name), {})];
}

/** What the image's server is made of beside its program. */
export interface ServeEntry {
  readonly needs: ServeNeeds;
  /** How the model that training leaves is loaded, where no program does. */
  readonly library?: ModelLibrary;
  /** The program that trains. */
  readonly training?: Program;
}

/** The program `serve` and what it needs; nothing for one that is there already. */
export function serveFiles(
  folder: ReadFolder,
  program: Program,
  entry: ServeEntry,
  parts: EntryParts,
): readonly ScaffoldFile[] {
  switch (program.way) {
    case 'own':
      return [];
    case 'handlers':
      return [...handlerFiles(folder, program, entry.needs, parts)];
    case 'written':
      return [...handlerFiles(folder, program, entry.needs, parts), ...written(program, entry, parts)];
    case 'asgi':
    case 'wsgi':
      return webFiles(folder, program, entry.needs, parts);
    case 'r':
      return [
        filled(parts, 'serve-r', below(folder.entryFolder, 'serve'), {
          program: program.path,
          links: entry.needs.links.map(linkLine).join(''),
          command: plumber(program.path).map(shellWord).join(' '),
        }),
      ];
    case 'java': {
      const command = commandOf(folder, program).map(shellWord).join(' ');
      return [filled(parts, 'serve-exec', below(folder.entryFolder, 'serve'), { program: program.path, command })];
    }
    default:
      return [
        filled(parts, 'serve-program', below(folder.entryFolder, 'serve'), {
          program: program.path,
          command: lists(commandOf(folder, program)),
          roots: lists(rootsOf(folder, program.path)),
        }),
      ];
  }
}

/** A word as a shell takes it, whatever is in it. */
function shellWord(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function plumber(path: string): readonly string[] {
  const port = 'as.integer(Sys.getenv("SERVER_PORT", "8080"))';
  return [
    'Rscript',
    '--vanilla',
    '-e',
    `plumber::pr_run(plumber::plumb("${path}"), host = "0.0.0.0", port = ${port}, docs = FALSE)`,
  ];
}

function handlerFiles(
  folder: ReadFolder,
  program: Program,
  needs: ServeNeeds,
  parts: EntryParts,
): readonly ScaffoldFile[] {
  const serve = filled(parts, 'serve-handlers', below(folder.entryFolder, 'serve'), {
    program: program.path,
    module: json(moduleOf(folder, program.path).module),
    roots: lists(rootsOf(folder, program.path)),
    class: literal(program.className),
    functions: mapped(program.functions ?? {}),
    takes: mapped(program.takes ?? {}),
    file: literal(program.modelFile),
    links: lists(needs.links),
    model: literal(modelFolderOf(needs)),
  });
  return [serve, filled(parts, 'server.py', below(folder.entryFolder, 'sagemaker_server.py'), {})];
}

function written(program: Program, { library, training }: ServeEntry, parts: EntryParts): readonly ScaffoldFile[] {
  if (!library) throw new TypeError('no library for a model');
  const { imports, suffixes, load, predict } = library;
  const values = { imports, load, predict, suffixes: lists(suffixes), ending: suffixes.join(' or ') };
  return [filled(parts, 'inference.py', program.path, { ...values, program: training?.path ?? 'training' })];
}

/** Uvicorn or Gunicorn, with the routes of the platform where the application has others. */
function webFiles(folder: ReadFolder, program: Program, needs: ServeNeeds, parts: EntryParts): readonly ScaffoldFile[] {
  const { module } = moduleOf(folder, program.path);
  const object = program.python?.app?.object ?? 'app';
  const routed = `routes_${stemOf(program.path).replaceAll(/\W/g, '_')}`;
  const serve = filled(parts, `serve-${program.way}`, below(folder.entryFolder, 'serve'), {
    program: program.path,
    application: needs.isRouted ? `${routed}:app` : `${module}:${object}`,
    search: [...rootsOf(folder, program.path), ...(needs.isRouted ? [folder.entryFolder] : [])]
      .map((root) => (root === '.' ? '$PWD' : `$PWD/${root}`))
      .join(':'),
    links: needs.links.map(linkLine).join(''),
  });
  if (!needs.isRouted) return [serve];
  const routes = filled(parts, `routes-${program.way}.py`, below(folder.entryFolder, `${routed}.py`), {
    program: program.path,
    module: json(module),
    object,
    ping: literal(needs.ping),
    invocations: literal(needs.invocations),
  });
  return [serve, routes];
}

/** A model that the application reads in its own folder is the one that the platform brings. */
function linkLine(path: string): string {
  const place = folderOf(path);
  const make = place === '' ? '' : `mkdir -p ${shellWord(place)} && `;
  const word = shellWord(path);
  return `[ -e ${word} ] || { ${make}ln -s "$base/model/"${shellWord(nameOf(path))} ${word}; }\n`;
}

/** A program `process`, for one that reads and writes in its own folder, or that is a notebook; and what it runs. */
export function processFiles(
  folder: ReadFolder,
  program: Program,
  needs: ProcessNeeds,
  parts: EntryParts,
): readonly ScaffoldFile[] {
  const entry = filled(parts, 'process', below(folder.entryFolder, 'process'), {
    program: program.path,
    command: lists(commandOf(folder, program)),
    links: mapped(needs.links),
    kept: lists(needs.kept),
    folder: json(needs.folder),
    roots: lists(rootsOf(folder, program.path)),
  });
  return [entry, ...runners(folder, program, parts)];
}
