import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import { AppError, messageOf } from '../contract/appError';
import { metricPattern } from '../contract/metricPattern';

export interface MetricValue {
  readonly name: string;
  readonly value: number;
}

/**
 * A function that finds the metrics in one log line, as the platform does with `MetricDefinitions` (T64): the first group of
 * the regular expression must hold a number, anything else is no metric.
 * @throws AppError `metric.regex` when an expression does not compile
 */
export function metricReader(definitions: readonly MetricDefinition[]): (line: string) => MetricValue[] {
  const compiled = definitions.map(({ Name = '', Regex = '' }) => ({ name: Name, regex: compile(Name, Regex) }));
  return (line) =>
    compiled.flatMap(({ name, regex }) => {
      const text = regex.exec(line)?.[1];
      const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
      return Number.isFinite(value) ? [{ name, value }] : [];
    });
}

function compile(name: string, regex: string): RegExp {
  try {
    const { source, flags } = metricPattern(regex);
    return new RegExp(source, flags);
  } catch (cause) {
    throw new AppError(
      'metric.regex',
      `The regular expression of metric "${name}" does not compile: ${messageOf(cause)}.`,
      'Correct MetricDefinitions in the definition file.',
      { cause },
    );
  }
}
