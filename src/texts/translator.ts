/** Texts of another language by their English templates: `{0}`, `{1}`, … stand for what the code puts in. */
export type Catalogue = Readonly<Record<string, string>>;

export type Translate = (text: string) => string;

/** A template with at least one place, ready to be looked for. */
interface Template {
  readonly key: string;
  /** Taking as little as can be for each place, and as much. */
  readonly patterns: readonly RegExp[];
  /** Numbers of the places that each group of the patterns stands for: several where nothing is between them. */
  readonly places: readonly (readonly number[])[];
  /** The longest of its fixed parts: a text without it can't be of this template. */
  readonly longest: string;
  /** Characters that are fixed. */
  readonly weight: number;
  /** Those of them that are letters. */
  readonly words: number;
}

const place = /\{(\d+)\}/g;
/** A template with fewer letters of its own, `{0}: {1}` or `{0}, or {1}`, only joins texts: nobody's sentence is known by it. */
const leastWords = 3;
/** How deep texts may stand in texts. */
const deepest = 4;

/**
 * What turns English texts of the core into those of a catalogue. A text that is no template of it stays as it is, and so does
 * what was put into a template, unless it is such a text itself. Of several templates that fit, the one with most fixed characters counts.
 */
export function translator(catalogue: Catalogue): Translate {
  const templates = compiled(Object.keys(catalogue));
  const translate = (text: string, depth: number): string => {
    const whole = ownOf(catalogue, text);
    if (whole !== undefined) return whole;
    const template = depth > deepest ? undefined : matchOf(templates, text);
    if (!template) return text;
    const filled = filledIn(template, text, (part) => translate(part, depth + 1));
    if (filled.translated === 0 && template.words < (depth === 0 ? leastWords : 1)) return text;
    const target = ownOf(catalogue, template.key) ?? '';
    return spaced(target, filled.values);
  };
  return (text) => translate(text, 0);
}

/** What finds the template of a catalogue that a text is taken for. */
export function templateFinder(catalogue: Catalogue): (text: string) => string | undefined {
  const templates = compiled(Object.keys(catalogue));
  return (text) => (ownOf(catalogue, text) === undefined ? matchOf(templates, text)?.key : text);
}

/** A message and what to do about it, as one text; Japanese has no blank between sentences. */
export function inOneText(message: string, action: string): string {
  return message.endsWith('。') ? `${message}${action}` : `${message} ${action}`;
}

/** Characters of scripts without blanks between words. */
const unspaced = String.raw`[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]`;

/** A translation with its values: with a blank between such a script and Latin letters or digits, with none within the script. */
function spaced(target: string, values: ReadonlyMap<number, string>): string {
  const filled = target.replaceAll(place, (_, number: string) => `\0${values.get(Number(number)) ?? ''}\0`);
  return filled
    .replaceAll(new RegExp(`(?<=${unspaced}) ?\0+ ?(?=${unspaced})`, 'gu'), '')
    .replaceAll(new RegExp(`(?<=${unspaced})\0+(?=[\\w$])|(?<=[\\w%])\0+(?=${unspaced})`, 'gu'), ' ')
    .replaceAll('\0', '');
}

interface Filled {
  /** By the number of their place. */
  readonly values: ReadonlyMap<number, string>;
  /** How many characters of the text are texts of the catalogue themselves. */
  readonly translated: number;
}

/** What stands at the places of a template: as short as can be, unless more of it is known when it is as long as can be. */
function filledIn({ patterns, places }: Template, text: string, translate: Translate): Filled {
  const ways = patterns.map((pattern): Filled => {
    const [, ...values] = pattern.exec(text) ?? [];
    const parts = values.flatMap((value, at) => parted(value, places[at] ?? [], translate));
    const known = parts.filter(({ english, value }) => english !== value);
    const translated = known.reduce((length, { english }) => length + english.length, 0);
    return { values: new Map(parts.map(({ number, value }) => [number, value])), translated };
  });
  return ways.reduce((best, way) => (way.translated > best.translated ? way : best));
}

interface Part {
  readonly number: number;
  readonly english: string;
  readonly value: string;
}

/** What stands at places with nothing between them: all but the first are empty, or texts of the catalogue. */
function parted(text: string, numbers: readonly number[], translate: Translate): readonly Part[] {
  const number = numbers.at(-1);
  if (number === undefined) return [];
  const others = numbers.slice(0, -1);
  for (let at = others.length === 0 ? text.length : 0; at < text.length; at += 1) {
    const english = text.slice(at);
    const value = translate(english);
    if (value !== english) return [...parted(text.slice(0, at), others, translate), { number, english, value }];
  }
  const [own, rest] = others.length === 0 ? [text, ''] : ['', text];
  return [...parted(rest, others, translate), { number, english: own, value: translate(own) }];
}

function ownOf(catalogue: Catalogue, text: string): string | undefined {
  return Object.hasOwn(catalogue, text) ? catalogue[text] : undefined;
}

function matchOf(templates: readonly Template[], text: string): Template | undefined {
  return templates.find(({ longest, patterns: [pattern] }) => text.includes(longest) && pattern?.test(text) === true);
}

function compiled(keys: readonly string[]): readonly Template[] {
  return keys
    .filter((key) => key.search(place) >= 0)
    .map(compile)
    .sort((one, other) => other.weight - one.weight);
}

function compile(key: string): Template {
  const fixed = key.split(/(?:\{\d+\})+/);
  const escaped = fixed.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  const patterns = ['([^]*?)', '([^]*)'].map((group) => new RegExp(`^${escaped.join(group)}$`));
  const runs = [...key.matchAll(/(?:\{\d+\})+/g)].map(([run]) => run);
  const places = runs.map((run) => [...run.matchAll(place)].map(([, number]) => Number(number)));
  const longest = fixed.reduce((best, part) => (part.length > best.length ? part : best), '');
  const own = fixed.join('');
  return { key, patterns, places, longest, weight: own.length, words: own.replaceAll(/\P{L}/gu, '').length };
}
