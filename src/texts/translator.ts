/** Texts of another language by their English templates: `{0}`, `{1}`, … stand for what the code puts in. */
export type Catalogue = Readonly<Record<string, string>>;

export type Translate = (text: string) => string;

/** A template with at least one place, ready to be looked for. */
interface Template {
  readonly key: string;
  readonly target: string;
  /** Taking as little as can be for each place, and as much. */
  readonly patterns: readonly RegExp[];
  /** Numbers of the places that each group of the patterns stands for: several where nothing is between them. */
  readonly places: readonly (readonly number[])[];
  /** Its end is fixed. */
  readonly isClosed: boolean;
  /** The longest of its fixed parts: a text without it can't be of this template. */
  readonly longest: string;
  /** Characters that are fixed. */
  readonly weight: number;
  /** Those of them that are letters. */
  readonly words: number;
}

/** A text in the other language, and how many characters of the English one are of templates. */
interface Known {
  readonly text: string;
  readonly covered: number;
}

type Know = (text: string) => Known;

const place = /\{(\d+)\}/g;
/** A template with fewer letters of its own, `{0}: {1}` or `{0}, or {1}`, only joins texts: nobody's sentence is known by it. */
const leastWords = 3;
/** How deep texts may stand in texts. */
const deepest = 4;

/**
 * What turns English texts of the core into those of a catalogue. A text that is no template of it stays as it is, and so does what was
 * put into a template, unless it is such a text itself. Of several templates that fit, the one that explains most of the text counts.
 */
export function translator(catalogue: Catalogue): Translate {
  const templates = compiled(catalogue);
  return (text) => {
    const seen = new Map<string, Known>();
    const know = (part: string, depth: number): Known => {
      const own = ownOf(catalogue, part);
      if (own !== undefined) return { text: own, covered: part.length };
      const before = seen.get(part);
      if (before || depth > deepest) return before ?? { text: part, covered: 0 };
      const whole = linesOf(part, (line) => know(line, depth)) ?? bestOf(templates, part, depth, know);
      const ended = depth === 0 ? endOf(catalogue, part, (rest) => know(rest, depth + 1)) : undefined;
      const found = ended && ended.covered > whole.covered ? ended : whole;
      seen.set(part, found);
      return found;
    };
    return know(text, 0).text;
  };
}

/** What finds the template of a catalogue that a text is taken for when its values are nobody's texts. */
export function templateFinder(catalogue: Catalogue): (text: string) => string | undefined {
  const templates = compiled(catalogue);
  return (text) => (ownOf(catalogue, text) === undefined ? templates.find((one) => fits(one, text))?.key : text);
}

/** A message and what to do about it, as one text; Japanese has no blank between sentences. */
export function inOneText(message: string, action: string): string {
  return message.endsWith('。') ? `${message}${action}` : `${message} ${action}`;
}

/** A text of several lines of which one at least is known by itself. */
function linesOf(text: string, know: Know): Known | undefined {
  if (!text.includes('\n')) return undefined;
  const lines = text.split('\n').map(know);
  const covered = lines.reduce((sum, line) => sum + line.covered, 0);
  return covered === 0 ? undefined : { text: lines.map((line) => line.text).join('\n'), covered };
}

/** A text that ends with a sentence of the catalogue after words of somebody else, as failures end with what to do about them. */
function endOf(catalogue: Catalogue, text: string, know: Know): Known | undefined {
  for (const { index } of text.matchAll(/ /g)) {
    const sentence = text.slice(index + 1);
    const own = ownOf(catalogue, sentence);
    if (own === undefined || !sentence.endsWith('.')) continue;
    const before = know(text.slice(0, index));
    return { text: inOneText(before.text, own), covered: before.covered + sentence.length };
  }
  return undefined;
}

function bestOf(
  templates: readonly Template[],
  text: string,
  depth: number,
  know: (part: string, depth: number) => Known,
): Known {
  let best: Known = { text, covered: 0 };
  let isClosed = false;
  for (const template of templates) {
    if (!fits(template, text)) continue;
    const way = filledIn(template, text, (part) => know(part, depth + 1));
    const isJoined = template.words < (depth === 0 ? leastWords : 1) && way.covered === template.weight;
    // Of two that explain the same, the one that says how the text ends is around the other.
    const isBetter = way.covered > best.covered || (way.covered === best.covered && template.isClosed && !isClosed);
    if (isJoined || !isBetter) continue;
    best = way;
    isClosed = template.isClosed;
  }
  return best;
}

/** A template with its values: as short as can be, unless more of them is known when they are as long as can be. */
function filledIn({ patterns, places, target, weight }: Template, text: string, know: Know): Known {
  const ways = patterns.map((pattern) => {
    const [, ...values] = pattern.exec(text) ?? [];
    return values.flatMap((value, at) => parted(value, places[at] ?? [], know));
  });
  const parts = ways.reduce((best, way) => (coveredBy(way) > coveredBy(best) ? way : best));
  return {
    text: spaced(target, new Map(parts.map(({ number, value }) => [number, value.text]))),
    covered: weight + coveredBy(parts),
  };
}

interface Part {
  readonly number: number;
  readonly value: Known;
}

function coveredBy(parts: readonly Part[]): number {
  return parts.reduce((sum, { value }) => sum + value.covered, 0);
}

/** What stands at places with nothing between them, so that most of it is known; else the first place has all. */
function parted(text: string, numbers: readonly number[], know: Know): readonly Part[] {
  const number = numbers.at(-1);
  if (number === undefined) return [];
  const others = numbers.slice(0, -1);
  const partedAt = (at: number): readonly Part[] => [
    ...parted(text.slice(0, at), others, know),
    { number, value: know(text.slice(at)) },
  ];
  if (others.length === 0) return partedAt(0);
  return [...text.matchAll(/[^\p{L}\d]/gu)]
    .map(({ index }) => partedAt(index))
    .reduce((best, parts) => (coveredBy(parts) > coveredBy(best) ? parts : best), partedAt(text.length));
}

/** Characters of scripts without blanks between words. */
const unspaced = String.raw`[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]`;
const withinScript = new RegExp(`(?<=${unspaced}) ?\0+ ?(?=${unspaced})`, 'gu');
const besideScript = new RegExp(`(?<=${unspaced})\0+(?=[\\w$])|(?<=[\\w%])\0+(?=${unspaced})`, 'gu');

/** A translation with its values: with a blank between such a script and Latin letters or digits, with none within the script. */
function spaced(target: string, values: ReadonlyMap<number, string>): string {
  const filled = target.replaceAll(place, (_, number: string) => `\0${values.get(Number(number)) ?? ''}\0`);
  return filled.replaceAll(withinScript, '').replaceAll(besideScript, ' ').replaceAll('\0', '');
}

function ownOf(catalogue: Catalogue, text: string): string | undefined {
  return Object.hasOwn(catalogue, text) ? catalogue[text] : undefined;
}

function fits({ longest, patterns: [pattern] }: Template, text: string): boolean {
  return text.includes(longest) && pattern?.test(text) === true;
}

function compiled(catalogue: Catalogue): readonly Template[] {
  return Object.entries(catalogue)
    .filter(([key]) => key.search(place) >= 0)
    .map(([key, target]) => compile(key, target))
    .sort((one, other) => other.weight - one.weight);
}

function compile(key: string, target: string): Template {
  const fixed = key.split(/(?:\{\d+\})+/);
  const escaped = fixed.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  const patterns = ['([^]*?)', '([^]*)'].map((group) => new RegExp(`^${escaped.join(group)}$`));
  const runs = [...key.matchAll(/(?:\{\d+\})+/g)].map(([run]) => run);
  const places = runs.map((run) => [...run.matchAll(place)].map(([, number]) => Number(number)));
  const longest = fixed.reduce((best, part) => (part.length > best.length ? part : best), '');
  const own = fixed.join('');
  const words = own.replaceAll(/\P{L}/gu, '').length;
  return { key, target, patterns, places, isClosed: fixed.at(-1) !== '', longest, weight: own.length, words };
}
