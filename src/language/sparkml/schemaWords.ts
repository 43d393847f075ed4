import type { columnStructs, columnTypes } from '../../validation/sparkml/columnWords';

type ColumnType = (typeof columnTypes)[number];
type ColumnStruct = (typeof columnStructs)[number];

interface Meaning {
  /** A few words, beside the name in a list. */
  readonly short: string;
  /** Sentences in Markdown. */
  readonly long: string;
}

const whole = (least: string, most: string): string =>
  `A whole number from ${least} to ${most}, written with digits and a sign only: \`1.0\`, \`1e3\`, blanks around it and an empty field are refused with 400.`;
const decimal =
  'A number as Java writes it: `1`, `.5`, `1e3`, `NaN`, `Infinity`. An empty field, `nan`, `null` and a comma for the point are refused with 400.';

/** What the SparkML serving container does with a value of each type. */
export const typeMeanings: Readonly<Record<ColumnType, Meaning>> = {
  double: { short: 'decimal number', long: decimal },
  float: {
    short: 'decimal number, less exact',
    long: `${decimal} As an output it is read as a double, which fails for a column of floats.`,
  },
  int: { short: 'whole number, 32 bits', long: whole('-2147483648', '2147483647') },
  long: { short: 'whole number, 64 bits', long: whole('-2^63', '2^63 - 1') },
  short: { short: 'whole number, 16 bits', long: whole('-32768', '32767') },
  byte: { short: 'whole number, 8 bits', long: whole('-128', '127') },
  boolean: {
    short: 'true, or anything else for false',
    long: '`true` in any case is true. All else is false and never refused: `1`, `yes`, an empty field.',
  },
  string: {
    short: 'any text',
    long: 'Any text, the empty one too. A list in JSON becomes the text that it prints as.',
  },
};

/** What each struct does to an input. */
export const structMeanings: Readonly<Record<ColumnStruct, Meaning>> = {
  basic: { short: 'one value (the default)', long: 'One value for each row. What a column without `struct` has.' },
  vector: {
    short: 'list of doubles, as Spark ML has features',
    long: 'A list of doubles: a feature vector of Spark ML. Only type `double`, and only in JSON: a request in CSV fails. Each number needs its decimal point.',
  },
  array: {
    short: 'list of values',
    long: 'A list of values of the type, only in JSON: a request in CSV fails. Elements are taken as they are, not converted: doubles need a decimal point, `byte` and `short` never work.',
  },
};

/** What each struct makes of an output. */
export const outputStructMeanings: Readonly<Record<ColumnStruct, string>> = {
  basic: 'One value, read by its type. The answer is that value, in CSV and in JSON lines.',
  vector:
    'A vector; its type is not looked at. The answer is `1.0,2.0` in CSV, `{"features":[1.0,2.0]}` in JSON lines.',
  array: 'A list; its type is not looked at. The answer is `1,2` in CSV, `{"features":[1,2]}` in JSON lines.',
};

/** What the keys say; `name` and `type` differ between inputs and the output. */
export const keyMeanings = {
  input:
    'The columns of a request, in the order of its values: values are matched by position, names only name the columns of the pipeline. Too few values are refused with 400, surplus ones ignored.',
  output: 'The one column that is sent back. Any column of the pipeline can be asked for by its name.',
  name: 'The name of the column in the pipeline, exactly as it is there.',
  type: 'How values are read: one of eight words, in lower case.',
  struct: '`basic` (one value), `vector` (a list of doubles) or `array` (a list). Without it: `basic`.',
} as const;

/** Columns that the stages of Spark ML write, with what they hold. */
export const usualOutputs = [
  { name: 'prediction', type: 'double', struct: 'basic', short: 'label or value that a model predicts' },
  { name: 'probability', type: 'double', struct: 'vector', short: 'one probability for each class' },
  { name: 'rawPrediction', type: 'double', struct: 'vector', short: 'one score for each class' },
  { name: 'features', type: 'double', struct: 'vector', short: 'what a VectorAssembler makes' },
] as const;
