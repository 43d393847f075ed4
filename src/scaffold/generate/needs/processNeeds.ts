import type { CommandLine } from '../commandLine/commandLine';
import { fileAt, folderOf, textAt, type FolderFiles } from '../folderFiles';
import type { Program, ReadFolder } from '../program';
import { programLine } from '../commandLine/programLine';
import type { ProgramOption } from '../commandLine/programOption';
import { pathsUsedBy, type ProgramPaths } from '../programs/programPaths';

/** What a processing program has to be given. */
export interface ProcessNeeds {
  /** Arguments for the folders of the job. */
  readonly arguments: readonly string[];
  /** Names below /opt/ml/processing. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Paths of its own folder, and the places below /opt/ml that they stand for. */
  readonly links: Readonly<Record<string, string>>;
  /** Files that it writes into its own folder. */
  readonly kept: readonly string[];
  /** Where it is run. */
  readonly folder: string;
  /** Where its data are now, relative to the folder; undefined where there are none. */
  readonly data?: string;
}

const inputName = /^(?:in|input|source|src|raw|data|dataset|read)(?:[-_.]|$|dir|path|file)/i;
const outputName = /^(?:out|output|dest|destination|target|save|result|results|write)(?:[-_.]|$|dir|path|file)/i;
const inputPlace = /^(?:in|input|inputs|raw|data|source|model|config|train_in)/i;

/** What a program needs, as far as its text tells. */
export function processNeeds(folder: ReadFolder, program: Program): ProcessNeeds {
  const text = program.python?.text ?? textAt(folder, program.path);
  const paths = pathsUsedBy(folder, program);
  const { links, kept } = pathsOf(folder, paths);
  const line = programLine(folder, program);
  const given = inOrder(line?.options ?? []).flatMap((option): readonly string[] => {
    const { name, trap, type, default: value = '' } = option;
    if (trap || type !== 'string') return [];
    const file = /\/([\w-]+\.\w{1,8})$|^([\w-]+\.\w{1,8})$/.exec(value);
    const end = file ? `/${file[1] ?? file[2] ?? ''}` : '';
    const place = inputName.test(name) ? 'input' : outputName.test(name) ? 'output' : undefined;
    return place === undefined ? [] : wordsOf(line, option, `/opt/ml/processing/${place}${end}`);
  });
  const named = [...text.matchAll(/\/opt\/ml\/processing\/([A-Za-z][\w-]*)/g)].map(([, name = '']) => name);
  const places = [...new Set(named)];
  const inputs = places.filter((name) => inputPlace.test(name));
  const outputs = places.filter((name) => !inputPlace.test(name));
  const data = dataOf(folder, Object.keys(links));
  return {
    arguments: given.length > 0 ? [...(line?.first ?? []), ...given] : given,
    inputs: inputs.length > 0 ? inputs : ['input'],
    outputs: outputs.length > 0 ? outputs : ['output'],
    links,
    kept,
    folder: paths.folder,
    ...(data !== undefined && { data }),
  };
}

/** Options before what is given without a name. */
function inOrder(options: readonly ProgramOption[]): readonly ProgramOption[] {
  const isNamed = ({ position }: ProgramOption): boolean => position === undefined;
  return [...options.filter(isNamed), ...options.filter((option) => !isNamed(option))];
}

function wordsOf(line: CommandLine | undefined, { name, position }: ProgramOption, value: string): readonly string[] {
  if (position !== undefined) return [value];
  return line?.assigns === true ? [`${name}=${value}`] : [`--${name}`, value];
}

function pathsOf(folder: FolderFiles, { reads, writes }: ProgramPaths): Pick<ProcessNeeds, 'links' | 'kept'> {
  const links: Record<string, string> = {};
  const kept: string[] = [];
  const holdsCode = (place: string): boolean =>
    folder.files.some(({ path }) => path.startsWith(`${place}/`) && /\.(?:py|R|sh)$/.test(path));
  for (const path of reads) {
    if (/\.(?:ya?ml|toml|ini|cfg)$/i.test(path) || (/\.json$/i.test(path) && fileAt(folder, path))) continue;
    const place = folderOf(path);
    if (place === '') links[path] = `processing/input/${path}`;
    else if (!holdsCode(place)) links[place] = 'processing/input';
  }
  for (const path of writes) {
    const place = folderOf(path);
    if (place === '' || holdsCode(place)) kept.push(path);
    // One folder for both is read from the input, and what is new in it belongs to the output.
    else if (links[place] === undefined) links[place] = 'processing/output';
    else kept.push(path);
  }
  return { links, kept };
}

function dataOf({ files }: FolderFiles, linked: readonly string[]): string | undefined {
  const folders = [...linked, 'data/raw', 'raw', 'data/input', 'input', 'data', 'dataset', 'datasets'];
  return folders.find((name) => files.some(({ path }) => path === name || folderOf(path) === name));
}
