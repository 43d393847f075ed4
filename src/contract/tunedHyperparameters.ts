import type { ParameterRanges } from '@aws-sdk/client-sagemaker';

/** Name of the hyperparameter that tells a training which metric its tuning job looks at (H4). */
export const objectiveParameter = '_tuning_objective_metric';

/** What a tuning job says of the hyperparameters of its trainings. */
export interface TunedParameters {
  readonly fixed: Readonly<Record<string, string>>;
  readonly ranges: ParameterRanges;
  /** Name of the metric. */
  readonly objective?: string;
}

/** The golden section: inside every range, and with as many digits behind the point as a search brings. */
const inside = (3 - Math.sqrt(5)) / 2;

/**
 * Hyperparameters as a training of a tuning job may get them (H4): those that are fixed, one value of each range, and the metric as it
 * stands, without quotes. Whole numbers are the smallest, which trains for the shortest time; all values are text.
 */
export function tunedHyperparameters({ fixed, ranges, objective }: TunedParameters): Record<string, string> {
  const values: readonly (readonly [name: string | undefined, value: string | undefined])[] = [
    ...(ranges.AutoParameters ?? []).map(({ Name: name, ValueHint: hint }) => [name, hint] as const),
    ...(ranges.IntegerParameterRanges ?? []).map(({ Name: name, MinValue: min }) => [name, min] as const),
    ...(ranges.ContinuousParameterRanges ?? []).map(
      ({ Name: name, MinValue: min, MaxValue: max }) => [name, between(Number(min), Number(max))] as const,
    ),
    ...(ranges.CategoricalParameterRanges ?? []).map(({ Name: name, Values: [first] = [] }) => [name, first] as const),
    [objectiveParameter, objective],
  ];
  const chosen = values.filter((one): one is readonly [string, string] => !one.includes(undefined));
  return { ...Object.fromEntries(chosen), ...fixed };
}

function between(min: number, max: number): string {
  return String(min + (max - min) * inside);
}
