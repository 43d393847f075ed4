/** What is known of one hyperparameter, wherever it is known from. All values arrive as text; `type` is what the text must read as. */
export interface HyperparameterSpec {
  readonly name: string;
  /** Other names for the same. */
  readonly aliases?: readonly string[];
  readonly type: HyperparameterType;
  /** Of the items of a list. */
  readonly itemType?: HyperparameterType;
  /** Of a number, or of the numbers in a list. */
  readonly min?: number;
  readonly minExclusive?: boolean;
  readonly max?: number;
  readonly maxExclusive?: boolean;
  /** The only words allowed, for a list those of its items. */
  readonly words?: readonly string[];
  /** Words that are allowed beside numbers. */
  readonly also?: readonly string[];
  /** A regular expression for the whole text. */
  readonly pattern?: string;
  readonly required?: boolean;
  /** When it is required, in words. */
  readonly requiredWhen?: string;
  /** As documented, which may be prose. */
  readonly default?: string;
  /** Only where another parameter chose this mode. */
  readonly mode?: string;
  /** Recommended range for tuning; absent where nothing is known of it. */
  readonly tune?: TuningRange;
  /** Whether it may be tuned; absent where nothing is known of it. */
  readonly tunable?: boolean;
  readonly description?: string;
  /** What a script makes of any value: `bool` takes all but an empty one for true, a flag takes none at all. */
  readonly trap?: 'bool' | 'flag';
}

export type HyperparameterType = 'integer' | 'float' | 'boolean' | 'string' | 'list' | 'tuple';

export interface TuningRange {
  readonly kind: string;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
}

/** Hyperparameters of a job by name; one whose value a tuning job chooses has none. */
export type GivenHyperparameters = ReadonlyMap<string, string | undefined>;

/** All that a training program takes, and how certain that is. */
export interface KnownHyperparameters {
  readonly origin: 'builtin' | 'algorithm' | 'script';
  /** Who takes them, for messages: `XGBoost`, `car.algorithm.json`, `train.py`. */
  readonly by: string;
  readonly parameters: readonly HyperparameterSpec[];
  /** Whether anything else is refused. */
  readonly isClosed: boolean;
  /** The built-in algorithm's id. */
  readonly id?: string;
}

/** The one that a name or another name of it means. */
export function specOf(known: KnownHyperparameters, name: string): HyperparameterSpec | undefined {
  return known.parameters.find((spec) => spec.name === name || spec.aliases?.includes(name) === true);
}

/** Values between brackets, as mathematics writes them: `[0, 1)`, `(0, …)`; undefined for no limits. */
export function rangeText({ min, minExclusive, max, maxExclusive }: HyperparameterSpec): string | undefined {
  if (min === undefined && max === undefined) return undefined;
  const from = min === undefined ? '(…' : `${minExclusive ? '(' : '['}${String(min)}`;
  const to = max === undefined ? '…)' : `${String(max)}${maxExclusive ? ')' : ']'}`;
  return `${from}, ${to}`;
}
