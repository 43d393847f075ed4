import { channelFor } from '../needs/channelNames';
import { dataEnding, modelEnding } from '../needs/fileEndings';
import { nameOf } from '../folderFiles';
import type { ProgramOption } from './programOption';

const pathWord =
  /(?:^|[-_.])(?:file)?(?:dir|directory|path|folder|file|filename|root|csv)$|(?:data|model|out(?:put)?)(?:dir|path|file)$/i;
const modelName = /^(?:model|save|export|artifacts?|weights)/i;
const outputName = /^(?:output|out|results?|logs?)(?:[-_]|$|dir|path|file)/i;
const dataName = /^(?:train|training|data|dataset|input|csv|val|valid|validation|test|eval)(?:[-_]|$|dir|path|file)/i;
/** Names that are places by themselves, where nothing is said of their values. */
const bareName = /^(?:train|training|data|dataset|input|validation|test|out|output)$/i;

/**
 * Options that name folders and files, where nothing else gives them a value, and the places below /opt/ml that they get.
 * @param text of the program
 * @param model the name of a file for its model
 */
export function optionPlaces(
  options: readonly ProgramOption[],
  text: string,
  model: string,
): Readonly<Record<string, string>> {
  const open = options.filter(
    ({ isFromEnvironment, trap, type, words, isPath: is = false }) =>
      !isFromEnvironment && !trap && (type === 'string' || is) && !words,
  );
  const named = open.filter((option) => isPlace(option));
  const hasModel = options.some(
    ({ name, isFromEnvironment }) =>
      modelName.test(lastWord(name)) && (isFromEnvironment === true || named.some((one) => one.name === name)),
  );
  const found = open.flatMap((option): readonly (readonly [string, string])[] => {
    const { name, default: value = '' } = option;
    const last = lastWord(name);
    if (!named.includes(option)) return [];
    const file = (otherwise: string): string => fileIn(option, text, otherwise);
    if (/^check-?_?point/i.test(last)) return [[name, `checkpoints${file('')}`]];
    if (modelName.test(last)) return [[name, `model${file(model)}`]];
    if (outputName.test(last)) return [[name, hasModel ? `output/data${file(model)}` : `model${file(model)}`]];
    return isData(name, value) ? [[name, `input/data/${channelFor(name)}${file('data.csv')}`]] : [];
  });
  return Object.fromEntries(found);
}

/** Settings have names of several words: `data.path`. */
function lastWord(name: string): string {
  const words = name.split('.');
  const last = words.at(-1) ?? '';
  return words.length > 1 && /^(?:path|dir|folder|file|root|csv)$/i.test(last) ? words.slice(-2).join('_') : last;
}

function isPlace({ name, default: value = '', isPath: is = false }: ProgramOption): boolean {
  if (/name|url|uri|bucket|config/i.test(lastWord(name))) return false;
  return is || pathWord.test(lastWord(name)) || isPath(value) || (bareName.test(name) && value === '');
}

function isData(name: string, value: string): boolean {
  return (
    dataName.test(lastWord(name)) || (dataEnding.test(value) && /^(?:\.\/)?(?:data|datasets?|inputs?)\//.test(value))
  );
}

/** The file of a place; the empty text for a folder. */
function fileIn({ name, default: value = '' }: ProgramOption, text: string, otherwise: string): string {
  if (/\.\w{1,8}$/.test(value)) return `/${nameOf(value)}`;
  if (value !== '' || otherwise === '' || /(?:dir|directory|folder|root)$/i.test(name)) return '';
  const isNamed = /(?:file|filename|filepath|csv)$/i.test(name);
  return isNamed || isUsedAsFile(name, text) ? `/${otherwise}` : '';
}

/** Whether a program reads or writes what an option names, without looking for something in it. */
function isUsedAsFile(name: string, text: string): boolean {
  const word = name.replaceAll(/[-_.]/g, '[-_.]');
  const use = new RegExp(
    String.raw`\b(?:read\w*|load\w*|open|fread|dump|save\w*|write\w*|saveRDS|to_csv)(?:\.\w+)*\((?:[^()\n]*,\s*|\s*)(?:\w+\s*=\s*)?(?:\w+[.$])?${word}\s*[,)]`,
  );
  return use.test(text);
}

function isPath(text: string): boolean {
  return /^\.{0,2}\/|\/$|^[\w.-]+\/[\w./-]+$/.test(text) || dataEnding.test(text) || modelEnding.test(text);
}
