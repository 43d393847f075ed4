import data from '../../../schemas/data/hyperparameters.json';
import { objectiveParameter } from '../../contract/tunedHyperparameters';
import { awsRepository } from '../images/awsImages';
import { parseImageUri } from '../images/imageUri';
import { nearestName } from '../nearestName';
import { specOf, type HyperparameterSpec, type KnownHyperparameters } from './hyperparameterSpec';

interface BuiltinAlgorithm {
  readonly id: string;
  readonly title: string;
  /** Of its images; none where it runs in general ones. */
  readonly repositories: readonly string[];
  readonly parameters: readonly HyperparameterSpec[];
}

/** Images before this one took hyperparameters that later ones refuse. */
const firstStrictXgboost = 1.2;

export const builtinAlgorithms: readonly KnownHyperparameters[] = (data as readonly BuiltinAlgorithm[]).map(
  ({ id, title, repositories, parameters }) => ({
    origin: 'builtin',
    by: title,
    id,
    parameters,
    // The others differ from model to model.
    isClosed: repositories.length > 0,
  }),
);

const byRepository = new Map(
  (data as readonly BuiltinAlgorithm[]).flatMap(({ id, repositories }) =>
    repositories.map((name) => [name, builtinAlgorithms.find((one) => one.id === id)] as const),
  ),
);

/** The built-in algorithm whose image AWS keeps at an address. */
export function builtinByImage(image: string): KnownHyperparameters | undefined {
  const uri = parseImageUri(image);
  const known = uri && awsRepository(uri) ? byRepository.get(uri.repository) : undefined;
  if (known?.id !== 'xgboost') return known;
  // `latest` and `1` are 0.72.
  const version = uri?.repository === 'xgboost' ? 0 : Number(/^\d+\.\d+/.exec(uri?.tag ?? '')?.[0] ?? Infinity);
  return version < firstStrictXgboost ? { ...known, isClosed: false } : known;
}

/** How often a name must be one that no other algorithm has, where not all required ones are given. */
const leastDistinctive = 3;

/**
 * The built-in algorithm that names fit: it knows each of them, or one so similar that it is a slip; either all that it requires are
 * given, or several that no other algorithm has; and no other algorithm fits as well. Else undefined: a program of one's own may
 * take any names.
 */
export function builtinByNames(names: readonly string[]): KnownHyperparameters | undefined {
  const own = names.filter((name) => !isReserved(name));
  const fitting = builtinAlgorithms.filter((known) => fits(known, own));
  const slips = (known: KnownHyperparameters) => own.filter((name) => !specOf(known, name)).length;
  const fewest = Math.min(...fitting.map(slips));
  const [best, ...others] = fitting.filter((known) => slips(known) === fewest);
  return others.length === 0 ? best : undefined;
}

/** Names that a toolkit or a tuning job adds. */
export function isReserved(name: string): boolean {
  return name.startsWith('sagemaker_') || name === objectiveParameter || name === 'default_user_module_name';
}

function fits(known: KnownHyperparameters, names: readonly string[]): boolean {
  const right = names.filter((name) => specOf(known, name));
  if (right.length < 2 || right.length * 2 < names.length) return false;
  const allNames = known.parameters.map(({ name }) => name);
  if (!names.every((name) => right.includes(name) || nearestName(name, allNames) !== undefined)) return false;
  const required = known.parameters.filter((spec) => spec.required === true && spec.mode === undefined);
  const hasRequired = required.length > 0 && required.every(({ name }) => right.includes(name));
  return hasRequired || right.filter((name) => isDistinctive(name, known)).length >= leastDistinctive;
}

function isDistinctive(name: string, known: KnownHyperparameters): boolean {
  return builtinAlgorithms.every((other) => other === known || !specOf(other, name));
}
