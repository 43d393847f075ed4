import { fileAt, folderOf, nameOf, textAt } from './folderFiles';
import { folderParameter } from './folderParameter';
import type { Program, ReadFolder } from './program';
import { pathsUsedBy, type ProgramPaths } from './programPaths';
import type { ProgramOption } from './pythonProgram';

/** What a training program has to be given, and where its own paths lead. */
export interface TrainNeeds {
  readonly takesArguments: boolean;
  /** Options without a value. */
  readonly flags: readonly string[];
  /** Options that name places below /opt/ml. */
  readonly places: Readonly<Record<string, string>>;
  /** Paths of its own folder, and the places below /opt/ml that they stand for. */
  readonly links: Readonly<Record<string, string>>;
  /** Files that it writes into its own folder, and that belong to the model. */
  readonly kept: readonly string[];
  /** Where it is run. */
  readonly folder: string;
  readonly hyperparameters: Readonly<Record<string, string>>;
  /** Hyperparameters that have no default: something had to be written for them. */
  readonly made: readonly string[];
  readonly channels: readonly string[];
  /** Data of channels that the program names and that are there: folders or files of its own folder. */
  readonly data: Readonly<Record<string, string>>;
}

const dataEnding = /\.(?:csv|tsv|parquet|jsonl?|npy|npz|txt|feather|arrow|h5|hdf5|libsvm|svm|data|pkl|xlsx?)$/i;
const modelEnding = /\.(?:joblib|pkl|pickle|pt|pth|bin|h5|keras|onnx|json|ubj|model|cbm|safetensors|rds|npz|npy)$/i;

/** What a program needs, as far as its text tells. */
export function trainNeeds(folder: ReadFolder, program: Program): TrainNeeds {
  const { python } = program;
  const text = python?.text ?? textAt(folder, program.path);
  const options = program.way === 'script' ? (python?.options ?? []) : [];
  const places = placesOf(options);
  const paths = pathsUsedBy(folder, program);
  const { links, kept } = pathsOf(folder, paths);
  const { hyperparameters, made } =
    program.way === 'function' ? ofFunction(program) : ofOptions(options.filter(({ name }) => !(name in places)));
  return {
    takesArguments:
      program.way === 'script' || program.way === 'r' || program.way === 'java' ? readsArguments(program, text) : false,
    flags: options.filter(({ trap }) => trap === 'flag').map(({ name }) => name),
    places,
    links,
    kept,
    folder: paths.folder,
    hyperparameters,
    made,
    data: dataOf(folder, options, places),
    channels: channelsOf(text, [...Object.values(places), ...Object.values(links)]),
  };
}

function readsArguments({ python, way }: Program, text: string): boolean {
  if (python) return python.readsArguments;
  return way === 'java' || /commandArgs|optparse|argparse|\$@|\$1\b|getopts/.test(text);
}

const pathWord = /(?:^|[-_])(?:dir|directory|path|folder|file|root|csv)$/i;

/** Options that name folders and files, where nothing else gives them a value. */
function placesOf(options: readonly ProgramOption[]): Readonly<Record<string, string>> {
  const open = options.filter(
    ({ isFromEnvironment, trap, type, words, isPath: is = false }) =>
      !isFromEnvironment && !trap && (type === 'string' || is) && !words,
  );
  const named = open.filter(
    ({ name, default: value = '', isPath: is = false }) =>
      !/name|url|uri|bucket/i.test(name) && (is || pathWord.test(name) || isPath(value)),
  );
  const hasModel = options.some(
    ({ name, isFromEnvironment }) =>
      modelName.test(name) && (isFromEnvironment === true || named.some((one) => one.name === name)),
  );
  const found = open.flatMap((option): readonly (readonly [string, string])[] => {
    const { name, default: value = '' } = option;
    const isNamed = named.includes(option);
    const file = /\.\w{1,8}$/.test(value) ? `/${nameOf(value)}` : '';
    if (isNamed && /^check-?_?point/i.test(name)) return [[name, `checkpoints${file}`]];
    if (isNamed && modelName.test(name)) return [[name, `model${file}`]];
    if (isNamed && outputName.test(name)) return [[name, `${hasModel ? 'output/data' : 'model'}${file}`]];
    if (
      isNamed
        ? dataName.test(name)
        : /^(?:train|training|data|dataset|input|validation|test)$/i.test(name) && value === ''
    )
      return [[name, `input/data/${channelFor(name)}${file}`]];
    return [];
  });
  return Object.fromEntries(found);
}

/** Where options with places say that their data are, as long as nobody gives them others. */
function dataOf(
  folder: ReadFolder,
  options: readonly ProgramOption[],
  places: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const found = options.flatMap(({ name, default: value = '' }): readonly (readonly [string, string])[] => {
    const channel = /^input\/data\/([^/]+)/.exec(places[name] ?? '')?.[1];
    const path = value.replace(/^\.\//, '').replace(/\/$/, '');
    if (channel === undefined || path === '') return [];
    if (fileAt(folder, path)) return [[channel, folderOf(path) === '' ? path : folderOf(path)]];
    return folder.files.some((file) => file.path.startsWith(`${path}/`)) ? [[channel, path]] : [];
  });
  return Object.fromEntries(found);
}

const modelName = /^(?:model|save|export|artifacts?|weights)/i;
const outputName = /^(?:output|out|results?|logs?)(?:[-_]|$)/i;
const dataName = /^(?:train|training|data|dataset|input|csv|val|valid|validation|test|eval)(?:[-_]|$)/i;

function isPath(text: string): boolean {
  return /^\.{0,2}\/|\/$|^[\w.-]+\/[\w./-]+$/.test(text) || dataEnding.test(text) || modelEnding.test(text);
}

/** The channel that a name speaks of. */
function channelFor(name: string): string {
  if (/(?:^|[-_/])test/i.test(name)) return 'test';
  return /(?:^|[-_/])(?:val|valid|validation|eval|dev)(?:[-_./]|$|idation)/i.test(name) ? 'validation' : 'train';
}

/** Paths of the program's own folder: data come from channels, what it saves goes to the model. */
function pathsOf(folder: ReadFolder, { reads, writes }: ProgramPaths): Pick<TrainNeeds, 'links' | 'kept'> {
  const links = new Map<string, string>();
  const kept: string[] = [];
  for (const path of writes) {
    const place = folderOf(path);
    const isModel = modelEnding.test(path) || !/\.\w+$/.test(path);
    if (!isModel || holdsCode(folder, place)) continue;
    if (place === '') kept.push(path);
    else links.set(place.split('/')[0] ?? place, 'model');
  }
  for (const path of reads) {
    if (!dataEnding.test(path) || isSetting(folder, path)) continue;
    const place = folderOf(path);
    const channel = `input/data/${channelFor(path)}`;
    if (place === '') links.set(path, `${channel}/${path}`);
    else if (!holdsCode(folder, place) && !isBelowOne(links, place)) links.set(place, channel);
  }
  return { links: Object.fromEntries(links), kept };
}

function isBelowOne(links: ReadonlyMap<string, string>, place: string): boolean {
  return [...links.keys()].some((one) => place === one || place.startsWith(`${one}/`) || one.startsWith(`${place}/`));
}

/** A JSON or text file that lies beside the code is more likely a setting than data. */
function isSetting(folder: ReadFolder, path: string): boolean {
  return /\.(?:json|txt)$/i.test(path) && fileAt(folder, path) !== undefined && !/^(?:data|dataset|input)/i.test(path);
}

function holdsCode({ files }: ReadFolder, place: string): boolean {
  return place !== '' && files.some(({ path }) => path.startsWith(`${place}/`) && /\.(?:py|R|sh)$/.test(path));
}

function ofOptions(options: readonly ProgramOption[]): Pick<TrainNeeds, 'hyperparameters' | 'made'> {
  const usable = options.filter(
    ({ trap, isFromEnvironment, isPath: is = false }) => trap !== 'flag' && !isFromEnvironment && !is,
  );
  const made = usable.filter((option) => option.required && option.default === undefined);
  const values = usable.flatMap((option): readonly (readonly [string, string])[] => {
    const value = option.default ?? (made.includes(option) ? sampleOf(option) : undefined);
    return value === undefined || value === '' ? [] : [[option.name, value]];
  });
  return { hyperparameters: Object.fromEntries(values), made: made.map(({ name }) => name) };
}

function sampleOf({ type, words }: ProgramOption): string {
  if (words?.[0] !== undefined) return words[0];
  return type === 'integer' ? '1' : type === 'float' ? '0.1' : 'value';
}

function ofFunction({ python, functions }: Program): Pick<TrainNeeds, 'hyperparameters' | 'made'> {
  const parameters = python?.functions.get(functions?.['train'] ?? '') ?? [];
  const own = parameters.filter(({ name }) => !folderParameter.test(name));
  const made = own.filter((one) => one.default === undefined).map(({ name }) => name);
  const values = own.flatMap(({ name, default: value }): readonly (readonly [string, string])[] => {
    if (value === undefined) return [[name, '1']];
    const text = /^-?[\d.][\d_.eE+-]*$/.test(value)
      ? value.replaceAll('_', '')
      : /^(["'])([^"'\\]*)\1$/.exec(value)?.[2];
    return text === undefined || text === '' ? [] : [[name, text]];
  });
  return { hyperparameters: Object.fromEntries(values), made };
}

function channelsOf(text: string, places: readonly string[]): readonly string[] {
  const named = [...text.matchAll(/\bSM_CHANNEL_([A-Z0-9_]+)/g)].map(([, name = '']) => name.toLowerCase());
  const inPaths = [...text.matchAll(/\/opt\/ml\/input\/data\/([A-Za-z0-9][\w-]*)/g)].map(([, name = '']) => name);
  const inPlaces = places.flatMap((place) => /^input\/data\/([^/]+)/.exec(place)?.[1] ?? []);
  const all = [...new Set([...named, ...inPaths, ...inPlaces])];
  return all.length > 0 ? all : ['train'];
}
