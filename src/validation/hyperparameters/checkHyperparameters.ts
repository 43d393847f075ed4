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
import { checkConditional } from './conditionalRules';
import { plainText, valueFault } from './hyperparameterValue';
import { scriptText } from './scriptText';
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
    ...checkConditional(known, given, path),
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
  if (specOf(known, name) || isReserved(name) || isAbbreviation(name, known) || isInternal(name, known)) return [];
  const free = known.parameters.map((spec) => spec.name).filter((one) => !given.has(one));
  const guess = nearestName(name, free);
  if (!known.isClosed && (guess === undefined || known.origin === 'script')) return [];
  const question = guess === undefined ? '.' : `; did you mean ${guess}?`;
  return [
    {
      code: 'H12',
      path: [...path, name],
      at: 'key',
      // What takes further names takes this one, but it is hardly meant.
      ...(!known.isClosed && { severity: 'warning' }),
      message: `${known.by} takes no hyperparameter ${JSON.stringify(name)}${question}`,
      action: guess === undefined ? withoutIt(free) : `Rename it to ${guess}, or remove it.`,
      ...(guess !== undefined && { replacement: JSON.stringify(guess) }),
    },
  ];
}

/** What to do about a name that is none. @param free names that are not given yet */
function withoutIt(free: readonly string[]): string {
  return free.length === 0 ? 'Remove it.' : `Remove it. It takes ${listed(free)}.`;
}

/** AWS's own examples set a few such names, of which nothing is written anywhere; XGBoost alone is known to refuse what it does not know. */
function isInternal(name: string, { origin, id }: KnownHyperparameters): boolean {
  return origin === 'builtin' && id !== 'xgboost' && name.startsWith('_');
}

/** argparse takes the beginning of an option for the whole, as long as it is the beginning of one only. */
function isAbbreviation(name: string, { origin, parameters }: KnownHyperparameters): boolean {
  return origin === 'script' && name.length > 1 && parameters.filter((spec) => spec.name.startsWith(name)).length === 1;
}

function checkValue(
  name: string,
  value: string | undefined,
  known: KnownHyperparameters,
  path: JsonPath,
): readonly Problem[] {
  const spec = specOf(known, name);
  if (!spec || value === undefined) return [];
  if (spec.trap) return checkTrap([...path, name], value, spec, known);
  const fault = valueFault(spec, known.origin === 'script' ? scriptText(value) : value);
  if (!fault) return [];
  const guess = fault.guess === undefined ? '' : ` Did you mean ${JSON.stringify(fault.guess)}?`;
  return [
    {
      code: fault.code,
      path: [...path, name],
      message: `${name} is ${JSON.stringify(value)}; ${known.by} takes ${fault.wanted}.${guess}`,
      action:
        spec.default === undefined ? 'Correct it.' : `Correct it, or leave it out for the default: ${spec.default}.`,
      ...(fault.guess !== undefined && { replacement: JSON.stringify(fault.guess) }),
    },
  ];
}

/** H18, H19: options that can't do what a value from the platform asks of them. */
function checkTrap(
  place: JsonPath,
  value: string,
  { trap }: HyperparameterSpec,
  { by, isClosed }: KnownHyperparameters,
): readonly Problem[] {
  const name = String(place.at(-1));
  if (trap === 'bool') {
    if (!/^(false|0|no|off|f|n)$/i.test(scriptText(value))) return [];
    const message = `${name} is ${JSON.stringify(value)}, but type=bool in ${by} takes any text that is not empty for true.`;
    const action = 'In the script, write type=lambda text: text.lower() == "true".';
    return [{ code: 'H18', severity: 'warning', path: place, message, action }];
  }
  const end = isClosed ? 'the script would end with an error' : 'it would count as set, whatever the value';
  const message = `${name} is a flag of ${by}, which takes no value, and the toolkit always gives one: ${end}.`;
  const action = 'In the script, let the option take a value: type=lambda text: text.lower() == "true".';
  return [{ code: 'H19', ...(!isClosed && { severity: 'warning' }), path: place, message, action }];
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
