import type { ParameterRanges } from '@aws-sdk/client-sagemaker';
import { listed, type JsonPath, type Problem } from '../problem';
import { specOf, type HyperparameterSpec, type KnownHyperparameters } from './hyperparameterSpec';
import { isInside, numberOf, valueFault } from './hyperparameterValue';

type Kind = 'Integer' | 'Continuous' | 'Categorical';

/** One range of any kind. */
interface Range {
  readonly path: JsonPath;
  readonly kind: Kind;
  readonly name: string;
  readonly min?: string;
  readonly max?: string;
  readonly values?: readonly string[];
  readonly scaling?: string;
}

const mostTuned = 30;

/** H2, H3: ranges of tuning, by themselves and together with the values that stay as they are. */
export function checkRanges(ranges: ParameterRanges, path: JsonPath, fixed: ReadonlySet<string>): readonly Problem[] {
  const all = readRanges(ranges, path);
  return [
    ...tooMany(all.length, path),
    ...all.flatMap((range, index) => [
      ...sameName(range, all.slice(0, index), fixed),
      ...(range.kind === 'Categorical' ? sameValues(range) : [...checkEnds(range), ...checkScaling(range)]),
    ]),
  ];
}

/** H12 to H14, and whether it may be tuned at all: ranges against what the program takes. */
export function checkRangesAgainst(
  ranges: ParameterRanges,
  path: JsonPath,
  known: KnownHyperparameters,
): readonly Problem[] {
  return readRanges(ranges, path).flatMap((range) => {
    const spec = specOf(known, range.name);
    return spec
      ? [...tunable(range, spec, known.by), ...rightKind(range, spec, known.by), ...inside(range, spec, known.by)]
      : [];
  });
}

/** Where the name of a range stands, to be marked when the program does not know it. */
export function rangePath(ranges: ParameterRanges, path: JsonPath, name: string): JsonPath | undefined {
  const found = readRanges(ranges, path).find((range) => range.name === name);
  return found && [...found.path, 'Name'];
}

function readRanges(ranges: ParameterRanges, path: JsonPath): readonly Range[] {
  const numbers = (field: 'IntegerParameterRanges' | 'ContinuousParameterRanges', kind: Kind): readonly Range[] =>
    (ranges[field] ?? []).map(({ Name: name = '', MinValue: min, MaxValue: max, ScalingType: scaling }, index) => ({
      path: [...path, field, index],
      kind,
      name,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(scaling !== undefined && { scaling }),
    }));
  const words = (ranges.CategoricalParameterRanges ?? []).map(
    ({ Name: name = '', Values: values = [] }, index): Range => ({
      path: [...path, 'CategoricalParameterRanges', index],
      kind: 'Categorical',
      name,
      values,
    }),
  );
  return [
    ...numbers('IntegerParameterRanges', 'Integer'),
    ...numbers('ContinuousParameterRanges', 'Continuous'),
    ...words,
  ];
}

function tooMany(count: number, path: JsonPath): readonly Problem[] {
  if (count <= mostTuned) return [];
  const message = `${String(count)} hyperparameters are tuned; at most ${String(mostTuned)} are searched.`;
  return [{ code: 'H2', path, message, action: 'Give some of them a fixed value.' }];
}

function sameName({ path, name }: Range, before: readonly Range[], fixed: ReadonlySet<string>): readonly Problem[] {
  const at = [...path, 'Name'];
  if (before.some((other) => other.name === name)) {
    return [{ code: 'H2', path: at, message: `${name} has two ranges.`, action: 'Remove one of them.' }];
  }
  if (!fixed.has(name)) return [];
  const message = `${name} is tuned and has a value in StaticHyperParameters.`;
  return [{ code: 'H2', path: at, message, action: 'Remove one of the two.' }];
}

function sameValues({ path, name, values = [] }: Range): readonly Problem[] {
  return values.flatMap((value, index) => {
    if (values.indexOf(value) === index) return [];
    const at = [...path, 'Values', index];
    const message = `${JSON.stringify(value)} stands twice among the values of ${name}.`;
    return [{ code: 'H2', severity: 'warning', path: at, message, action: 'Remove one of them.' } as const];
  });
}

const integer = /^[+-]?\d+$/;

/** Both ends are numbers as text, the first one smaller. */
function checkEnds({ path, kind, name, min, max }: Range): readonly Problem[] {
  const ends = [
    ['MinValue', min],
    ['MaxValue', max],
  ] as const;
  const wrong = ends.flatMap(([field, text]) => {
    if (text === undefined || (kind === 'Integer' ? integer.test(text) : Number.isFinite(numberOf(text)))) return [];
    const wanted = kind === 'Integer' ? 'a whole number' : 'a number';
    const message = `${field} of ${name} is ${JSON.stringify(text)}; it must be ${wanted} as text.`;
    return [
      {
        code: 'H2',
        path: [...path, field],
        message,
        action: `Write ${wanted}, like "${kind === 'Integer' ? '10' : '0.1'}".`,
      },
    ];
  });
  if (wrong.length > 0 || min === undefined || max === undefined || numberOf(min) < numberOf(max)) return wrong;
  const message = `MinValue of ${name} is ${min}, not less than MaxValue, ${max}.`;
  const action = numberOf(min) === numberOf(max) ? 'Widen the range, or write a fixed value.' : 'Exchange the two.';
  return [{ code: 'H2', path: [...path, 'MinValue'], message, action }];
}

/** H3: a logarithm needs what it can be taken of. */
function checkScaling({ path, kind, name, min, max, scaling }: Range): readonly Problem[] {
  const at = [...path, 'ScalingType'];
  const [low, high] = [numberOf(min ?? ''), numberOf(max ?? '')];
  if (scaling === 'Logarithmic' && low <= 0) {
    const message = `Logarithmic scaling of ${name} needs values above 0, and it begins with ${String(min)}.`;
    return [{ code: 'H3', path: at, message, action: 'Begin above 0, or write "Linear".' }];
  }
  if (scaling !== 'ReverseLogarithmic') return [];
  if (kind === 'Integer') {
    const message = 'ReverseLogarithmic scaling is for continuous ranges only.';
    return [{ code: 'H3', path: at, message, action: 'Write "Linear" or "Logarithmic".' }];
  }
  if (!(low < 0 || high >= 1)) return [];
  const message = `ReverseLogarithmic scaling of ${name} needs values from 0 to below 1.`;
  return [{ code: 'H3', path: at, message, action: 'Change the ends, or write "Linear".' }];
}

function tunable({ path, name }: Range, spec: HyperparameterSpec, by: string): readonly Problem[] {
  if (spec.tunable !== false) return [];
  const message = `${by} does not let ${name} be tuned.`;
  return [{ code: 'H17', path: [...path, 'Name'], message, action: 'Give it a fixed value in StaticHyperParameters.' }];
}

/** A whole number may be drawn from whole numbers or a list; text from a list only. */
function rightKind({ path, kind, name }: Range, { type }: HyperparameterSpec, by: string): readonly Problem[] {
  const fits = kind === 'Categorical' || type === 'float' || (type === 'integer' && kind === 'Integer');
  if (fits) return [];
  const list = type === 'integer' ? 'IntegerParameterRanges' : 'CategoricalParameterRanges';
  const message = `${name} of ${by} is ${type === 'integer' ? 'a whole number' : 'text'}, and a ${kind.toLowerCase()} range draws other values.`;
  return [{ code: 'H13', path: [...path, 'Name'], message, action: `Move it to ${list}.` }];
}

function inside(
  { path, name, min, max, values = [] }: Range,
  spec: HyperparameterSpec,
  by: string,
): readonly Problem[] {
  const ends = [
    ['MinValue', min],
    ['MaxValue', max],
  ] as const;
  const numeric = spec.type === 'integer' || spec.type === 'float';
  const outside = ends.flatMap(([field, text]) => {
    if (text === undefined || !numeric || spec.words || isInside(spec, numberOf(text))) return [];
    const message = `${field} of ${name} is ${text}, which ${by} does not take.`;
    return [{ code: 'H14', path: [...path, field], message, action: 'Stay within its limits.' }];
  });
  const wrong = values.flatMap((value, index) => {
    const fault = valueFault(spec, value);
    if (!fault) return [];
    const message = `${JSON.stringify(value)} is no value for ${name}; ${by} takes ${fault.wanted}.`;
    const action = spec.words ? `Write some of ${listed(spec.words)}.` : 'Correct it.';
    return [{ code: fault.code, path: [...path, 'Values', index], message, action }];
  });
  return [...outside, ...wrong];
}
