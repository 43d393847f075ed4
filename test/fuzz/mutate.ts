/** Numbers from 0 to below 1, the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
type Change = (text: string, random: Random, other: string) => string;

/** What breaks readers: quotes, brackets, escapes, line ends, halves of characters, words of each language. */
const pieces = [
  ...['"', "'", '`', '\\', '\\"', "\\'", '\\\\', '\\u', '\\u00e9', '\\x41', '\\N{DASH}', '"""', "'''"],
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ',',
    ':',
    ';',
    '=',
    '==',
    '<',
    '>',
    '|',
    '&&',
    '#',
    '//',
    '/*',
    '*/',
    '%',
    '!',
    '@',
  ],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '\0',
    '\u00a0',
    '\ufeff',
    '\u2028',
    '\u{1f600}',
    '\ud83d',
    '\udc00',
    'é',
    '“',
    '”',
  ],
  ...[
    '${',
    '${A}',
    '$',
    '$(',
    '{{',
    '}}',
    '<<EOF\n',
    '<<-EOT\n',
    'EOF\n',
    '%%',
    '%s',
    '&a',
    '*a',
    '!Sub ',
    '|-\n',
    '>\n',
    '---\n',
  ],
  ...['null', 'true', 'False', 'None', 'NaN', '-', '0', '007', '1e999', '-1', '99999999999999999999', '0x1', '1.0'],
  ...[
    'FROM x\n',
    'ENV ',
    'RUN ',
    'COPY a b\n',
    'ONBUILD ',
    'LABEL a=b\n',
    'USER 1\n',
    '\\\n',
    'export ',
    'def f():\n  ',
    'lambda: ',
    'f"',
    'rb"',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'file://',
    'file://../..',
    'file:///',
    's3://',
    '/opt/ml/',
    'SAGEMAKER_SPARKML_SCHEMA',
    '(a+)+$',
    '(?<=',
    '[^',
  ],
] as const;

const at = (random: Random, length: number): number => Math.floor(random() * (length + 1));
const one = <T>(random: Random, all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
const span = (text: string, random: Random): readonly [from: number, to: number] => {
  const from = at(random, text.length);
  return [from, Math.min(text.length, from + at(random, random() < 0.8 ? 12 : text.length))];
};
const put = (text: string, from: number, to: number, piece: string): string =>
  text.slice(0, from) + piece + text.slice(to);
const words = (text: string): readonly RegExpMatchArray[] => [...text.matchAll(/\w+|"[^"\n]*"/g)];

const changes: readonly Change[] = [
  (text, random) => put(text, ...span(text, random), ''),
  (text, random) => {
    const place = at(random, text.length);
    return put(text, place, place, one(random, pieces) ?? '');
  },
  (text, random) => put(text, ...span(text, random), one(random, pieces) ?? ''),
  (text, random) => {
    const [from, to] = span(text, random);
    return put(text, to, to, text.slice(from, to));
  },
  (text, random) => text.slice(0, at(random, text.length)),
  (text, random, other) => put(text, ...span(text, random), other.slice(...span(other, random))),
  (text, random) => {
    const [a, b] = [one(random, words(text)), one(random, words(text))];
    return a && b ? put(text, a.index ?? 0, (a.index ?? 0) + a[0].length, b[0]) : text;
  },
  (text, random) => {
    const word = one(random, words(text));
    const changed = random() < 0.5 ? word?.[0].toUpperCase() : word?.[0].toLowerCase();
    return word ? put(text, word.index ?? 0, (word.index ?? 0) + word[0].length, changed ?? '') : text;
  },
  (text) => text.replaceAll(/\r?\n/g, '\r\n'),
  (text, random) => {
    const place = at(random, text.length);
    return put(text, place, place, (one(random, pieces) ?? '').repeat(at(random, random() < 0.02 ? 3_000 : 20)));
  },
];

/** A document with one to six changes. */
export function mutate(text: string, random: Random, other: string): string {
  const count = 1 + Math.floor(random() * random() * 6);
  let mutated = text;
  for (let index = 0; index < count; index += 1) mutated = one(random, changes)?.(mutated, random, other) ?? mutated;
  return mutated;
}
