import { channelFor } from './channelNames';
import { fileAt, folderOf, textAt } from '../folderFiles';
import { dataEnding, modelEnding } from './fileEndings';
import { folderParameter } from './folderParameter';
import type { CommandLine } from '../commandLine/commandLine';
import { withKnownValues } from '../commandLine/knownArguments';
import { modelFileName } from '../packages/modelLibraries';
import { optionPlaces } from '../commandLine/optionPlaces';
import type { Program, ReadFolder } from '../program';
import { programLine } from '../commandLine/programLine';
import type { ProgramOption } from '../commandLine/programOption';
import { rEnvironment } from '../r/rEnvironment';
import { pathsUsedBy, type ProgramPaths } from '../programs/programPaths';

/** What a training program has to be given, and where its own paths lead. */
export interface TrainNeeds {
  /** How it is told what to do; undefined where it does not look at its command line. */
  readonly line?: CommandLine;
  /** Names of what is given without its name, in their order. */
  readonly positions: readonly string[];
  /** Options of one letter that are written with two dashes. */
  readonly long: readonly string[];
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
  /** Variables of its own that it can't do without. */
  readonly variables: readonly string[];
  readonly channels: readonly string[];
  /** Data of channels that the program names and that are there: folders or files of its own folder. */
  readonly data: Readonly<Record<string, string>>;
}

/** What a program needs, as far as its text tells. */
export function trainNeeds(folder: ReadFolder, program: Program): TrainNeeds {
  const { python } = program;
  const text = python?.text ?? textAt(folder, program.path);
  const environment = /\.r$/i.test(program.path) ? rEnvironment(text) : python?.environment;
  const line = programLine(folder, program);
  const options = line?.options ?? [];
  const places = optionPlaces(options, text, modelFileName(folder, program));
  const paths = pathsUsedBy(folder, program);
  const { links, kept } = pathsOf(folder, paths);
  const own = withKnownValues(
    folder,
    program,
    options.filter(({ name }) => !(name in places)),
  );
  const { hyperparameters, made } = together(
    ofOptions(own),
    ofOptions(environment?.hyperparameters ?? []),
    program.way === 'function' ? ofFunction(program) : nothing,
  );
  return {
    ...(line && { line }),
    positions: options.flatMap(({ name, position }) => (position === undefined ? [] : [name])),
    long: options.filter(({ name, isShort = false }) => name.length === 1 && !isShort).map(({ name }) => name),
    flags: options.filter(({ trap }) => trap === 'flag').map(({ name }) => name),
    places,
    links,
    kept,
    folder: paths.folder,
    hyperparameters,
    made,
    variables: environment?.needed ?? [],
    data: dataOf(folder, options, places),
    channels: channelsOf(text, [...Object.values(places), ...Object.values(links)]),
  };
}

type Given = Pick<TrainNeeds, 'hyperparameters' | 'made'>;
const nothing: Given = { hyperparameters: {}, made: [] };

function together(...all: readonly Given[]): Given {
  return {
    hyperparameters: Object.assign({}, ...all.map((one) => one.hyperparameters)) as Given['hyperparameters'],
    made: [...new Set(all.flatMap(({ made }) => made))],
  };
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
    const channel = `input/data/${channelFor(path)}`;
    if (isDataFolder(folder, path)) {
      if (!isBelowOne(links, path)) links.set(path, channel);
      continue;
    }
    if (!dataEnding.test(path) || isSetting(folder, path)) continue;
    const place = folderOf(path);
    if (place === '') links.set(path, `${channel}/${path}`);
    else if (!holdsCode(folder, place) && !isBelowOne(links, place)) links.set(place, channel);
  }
  return { links: Object.fromEntries(links), kept };
}

function isBelowOne(links: ReadonlyMap<string, string>, place: string): boolean {
  return [...links.keys()].some((one) => place === one || place.startsWith(`${one}/`) || one.startsWith(`${place}/`));
}

/** Whether a path is a folder of the project with nothing but data in it. */
function isDataFolder(folder: ReadFolder, path: string): boolean {
  const inside = folder.files.filter((file) => file.path.startsWith(`${path}/`));
  const isNamed = /^(?:data|datasets?|inputs?|images|raw)(?:\/|$)/i.test(path);
  return (
    (isNamed || inside.some((file) => dataEnding.test(file.path))) && !/\.\w+$/.test(path) && !holdsCode(folder, path)
  );
}

/** A JSON or text file that lies beside the code is more likely a setting than data. */
function isSetting(folder: ReadFolder, path: string): boolean {
  return /\.(?:json|txt)$/i.test(path) && fileAt(folder, path) !== undefined && !/^(?:data|dataset|input)/i.test(path);
}

function holdsCode({ files }: ReadFolder, place: string): boolean {
  return place !== '' && files.some(({ path }) => path.startsWith(`${place}/`) && /\.(?:py|R|sh)$/.test(path));
}

function ofOptions(options: readonly ProgramOption[]): Given {
  const usable = options.filter(
    ({ trap, isFromEnvironment, isPath: is = false, required = false }) =>
      trap !== 'flag' && !isFromEnvironment && (!is || required),
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

function ofFunction({ python, functions }: Program): Given {
  const parameters = python?.functions.get(functions?.['train'] ?? '')?.parameters ?? [];
  const own = parameters.filter(({ name }) => !folderParameter.test(name) && !/^(?:argv|args)$/.test(name));
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
  // Also where the folder of the platform, or that of all channels, is a variable.
  const inPaths = [
    ...text.matchAll(
      /(?:\/opt\/ml\/|["'/])input\/data\/([A-Za-z0-9][\w-]*)|\bchannel_name\s*=\s*["']([A-Za-z0-9][\w-]*)["']/g,
    ),
  ].map(([, name, other]) => name ?? other ?? '');
  const inPlaces = places.flatMap((place) => /^input\/data\/([^/]+)/.exec(place)?.[1] ?? []);
  const all = [...new Set([...named, ...inPaths, ...inPlaces])];
  return all.length > 0 ? all : ['train'];
}
