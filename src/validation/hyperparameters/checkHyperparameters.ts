import type { Diagnostic } from '../../definitions/diagnostic';
import { nearestName } from '../nearestName';
import { listed, type JsonPath, type Problem } from '../problem';
import { isReserved } from './builtinAlgorithms';
import {
  specOf,
  type GivenHyperparameters,
  type HyperparameterSpec,
  type KnownHyperparameters,
} from './hyperparameterSpec';
import { plainText, valueFault } from './hyperparameterValue';
import { checkXgboost } from './xgboostRules';

/** How a name or value was written before it is judged. */
export interface HyperparameterPlace {
  /** Of the object that holds them. */
  readonly path: JsonPath;
  /** What a problem is where the program was only guessed by the names. */
  readonly severity?: Diagnostic['severity'];
}

/** H12 to H16: compares hyperparameters with what their program takes. */
export function checkHyperparameters(
  given: GivenHyperparameters,
  known: KnownHyperparameters,
  { path, severity }: HyperparameterPlace,
): readonly Problem[] {
  const specs = specsInMode(known, given);
  const inMode = { ...known, parameters: specs };
  const problems = [
    ...[...given.keys()].flatMap((name) => checkName(name, inMode, given, path)),
    ...[...given].flatMap(([name, value]) => checkValue(name, value, inMode, path)),
    ...checkRequired(inMode, given, path),
    ...(known.id === 'xgboost' ? checkXgboost(given, path) : []),
  ];
  return severity === undefined ? problems : problems.map((problem) => ({ severity, ...problem }));
}

/** Where one parameter chooses between modes, the parameters of that mode; all of them while it can't be told. */
function specsInMode({ parameters }: KnownHyperparameters, given: GivenHyperparameters): readonly HyperparameterSpec[] {
  const choosers = parameters.filter(({ name, mode }) => name === 'mode' && mode !== undefined);
  const chosen = given.get('mode');
  const mode = choosers.find(({ words }) => chosen !== undefined && words?.includes(plainText(chosen)) === true)?.mode;
  if (choosers.length === 0) return parameters;
  if (mode !== undefined) return parameters.filter((spec) => spec.mode === undefined || spec.mode === mode);
  const words = choosers.flatMap((spec) => spec.words ?? []);
  return parameters.map((spec): HyperparameterSpec => (spec.name === 'mode' ? { ...spec, words } : loose(spec)));
}

/** What is left of a specification when its mode is not known. */
function loose({ name, type }: HyperparameterSpec): HyperparameterSpec {
  return { name, type };
}

function checkName(
  name: string,
  known: KnownHyperparameters,
  given: GivenHyperparameters,
  path: JsonPath,
): readonly Problem[] {
  if (specOf(known, name) || isReserved(name)) return [];
  const free = known.parameters.map((spec) => spec.name).filter((one) => !given.has(one));
  const guess = nearestName(name, free);
  if (!known.isClosed && guess === undefined) return [];
  const question = guess === undefined ? '.' : `; did you mean ${guess}?`;
  return [
    {
      code: 'H12',
      path: [...path, name],
      at: 'key',
      // What takes further names takes this one, but it is hardly meant.
      ...(!known.isClosed && { severity: 'warning' }),
      message: `${known.by} takes no hyperparameter ${JSON.stringify(name)}${question}`,
      action: guess === undefined ? `Remove it. It takes ${listed(free)}.` : `Rename it to ${guess}, or remove it.`,
      ...(guess !== undefined && { replacement: JSON.stringify(guess) }),
    },
  ];
}

function checkValue(
  name: string,
  value: string | undefined,
  known: KnownHyperparameters,
  path: JsonPath,
): readonly Problem[] {
  const spec = specOf(known, name);
  const fault = spec && value !== undefined ? valueFault(spec, value) : undefined;
  if (!fault || value === undefined) return [];
  const guess = fault.guess === undefined ? '' : ` Did you mean ${JSON.stringify(fault.guess)}?`;
  return [
    {
      code: fault.code,
      path: [...path, name],
      message: `${name} is ${JSON.stringify(value)}; ${known.by} takes ${fault.wanted}.${guess}`,
      action:
        spec?.default === undefined ? 'Correct it.' : `Correct it, or leave it out for the default: ${spec.default}.`,
      ...(fault.guess !== undefined && { replacement: JSON.stringify(fault.guess) }),
    },
  ];
}

function checkRequired(known: KnownHyperparameters, given: GivenHyperparameters, path: JsonPath): readonly Problem[] {
  return known.parameters
    .filter(
      ({ name, aliases = [], required }) => required === true && ![name, ...aliases].some((one) => given.has(one)),
    )
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
    .map(({ name }) => ({
      code: 'H15',
      path,
      message: `The hyperparameter ${name} is missing; ${known.by} requires it.`,
      action: `Add "${name}".`,
    }));
}
