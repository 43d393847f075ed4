import type { CommandLine } from '../commandLine/commandLine';
import { typeNamed, type ProgramOption } from '../commandLine/programOption';

const comment = /^[ \t]*#.*$/gm;
const call = /\b(?:make_option|add_option|add_argument)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;
const method = /\$add_argument\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;
const flag = /(["'])(-{1,2}[A-Za-z][\w.-]*)\1/g;

/** What a program of R takes of its command line: with optparse, argparse, argparser, or by the places of its words. */
export function rCommandLine(text: string): CommandLine | undefined {
  const code = text.replaceAll(comment, '');
  if (!/\b(?:commandArgs|optparse|argparse|argparser|docopt|getopt|optigrab)\b/.test(code)) return undefined;
  const known = [...code.matchAll(method), ...code.matchAll(call)].map(([, list = '']) => list);
  const options = [...new Set(known)].flatMap(optionOf);
  if (options.length > 0) {
    const places = options.filter(({ position }) => position !== undefined);
    return {
      options: [
        ...options.filter(({ position }) => position === undefined),
        ...places.map((option, position) => ({ ...option, position })),
      ],
    };
  }
  const words = wordsIn(code);
  return words.length > 0
    ? { options: words }
    : { options: [], unread: /\b(docopt|getopt|optigrab)\b/.exec(code)?.[1] ?? 'commandArgs' };
}

/** One call that defines an option, by what stands between its brackets. */
function optionOf(list: string): readonly ProgramOption[] {
  const flags = [...list.matchAll(flag)].map(([, , word = '']) => word);
  const long = flags.find((word) => word.startsWith('--')) ?? flags[0];
  const [, , word] = /(?:^|,)\s*(?:arg\s*=\s*)?(["'])([A-Za-z][\w.-]*)\1/.exec(list) ?? [];
  const name = long?.replace(/^-+/, '') ?? word;
  if (name === undefined) return [];
  const value = valueAfter(list, 'default');
  const isFlag = /\baction\s*=\s*["']store_(?:true|false)["']|\bflag\s*=\s*TRUE\b/.test(list);
  const type = /\btype\s*=\s*["'](\w+)["']/.exec(list)?.[1] ?? typeOfValue(value);
  return [
    {
      name,
      type: typeNamed(type),
      ...(value !== undefined && { default: value }),
      ...(isFlag && { trap: 'flag' as const }),
      ...(long?.startsWith('--') === false && { isShort: true }),
      ...(long === undefined && { position: 0, required: value === undefined }),
      ...(/\brequired\s*=\s*TRUE\b/.test(list) && { required: true }),
    },
  ];
}

/** A plain value that an argument is given: a text, a number without its mark of a whole one. */
function valueAfter(list: string, name: string): string | undefined {
  const found = new RegExp(String.raw`\b${name}\s*=\s*(?:(["'])(.*?)\1|(-?[\d.][\d.eE+-]*)L?)\s*(?:,|$)`).exec(
    list.trim(),
  );
  return found?.[2] ?? found?.[3];
}

function typeOfValue(value: string | undefined): string {
  if (value === undefined || !/^-?[\d.]/.test(value)) return 'character';
  return /^-?\d+$/.test(value) ? 'integer' : 'double';
}

/** `input <- args[1]`, with what turns it into a number. */
function wordsIn(code: string): readonly ProgramOption[] {
  const holder = /([\w.]+)\s*(?:<-|=)\s*commandArgs\(/.exec(code)?.[1];
  if (holder === undefined) return [];
  const form = new RegExp(
    String.raw`([\w.]+)[ \t]*(?:<-|=)[^\n]*?(as\.\w+\()?[ \t]*\b${holder.replaceAll('.', String.raw`\.`)}\[{1,2}(\d+)\]{1,2}[^\n]*`,
    'g',
  );
  const found = new Map<number, ProgramOption>();
  for (const [line, name = '', made = '', place = ''] of code.matchAll(form)) {
    const [, , text, number] = /\belse\s+(?:(["'])(.*?)\1|(-?[\d.]+)L?)/.exec(line) ?? [];
    const value = text ?? number;
    const type = typeNamed(made.replace(/^as\.|\($/g, ''));
    const option = {
      name: name.replaceAll('.', '_'),
      type,
      ...(value === undefined ? { required: true } : { default: value }),
    };
    if (!found.has(Number(place))) found.set(Number(place), option);
  }
  const places = [...found].sort(([a], [b]) => a - b);
  return places.every(([place], index) => place === index + 1)
    ? places.map(([, option], position) => ({ ...option, position }))
    : [];
}
