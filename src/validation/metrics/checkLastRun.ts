import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import type { Definition } from '../../definitions/definition';
import { checkMetricExpression } from '../checkExpression';
import type { CheckContext } from '../files/fileJudge';
import type { JsonPath, Problem } from '../problem';
import { lastRun } from './lastRun';
import { matchLines } from './matchLines';

/** T64: expressions that found nothing in what the last run on this machine said, or that would keep a run waiting. */
export function checkLastRun(definition: Definition, { files, style }: CheckContext): readonly Problem[] {
  const metrics = metricsIn(definition);
  const run = metrics.length > 0 ? lastRun(definition.path, files, style) : undefined;
  if (!run) return [];
  return metrics.flatMap(({ regex, path }): readonly Problem[] => {
    const { fault, groups } = checkMetricExpression(regex);
    // What is wrong with the expression itself is told already.
    if (fault !== undefined || groups === 0) return [];
    const { values, isTooSlow } = matchLines(regex, run.lines);
    if (isTooSlow) {
      const message = `The expression needs too long for the log of ${run.job}: it tries too many ways to match a line.`;
      const action = 'Let no repetition stand in another one, and write what stands before the number.';
      return [{ code: 'T64', severity: 'warning', path, message, action }];
    }
    if (values.length > 0) return [];
    const message = `The expression found no number in the log of ${run.job}, the last local run of this definition.`;
    return [{ code: 'T64', severity: 'info', path, message, action: 'Compare it with a line of that log.' }];
  });
}

interface PlacedMetric {
  readonly regex: string;
  readonly path: JsonPath;
}

function metricsIn(definition: Definition): readonly PlacedMetric[] {
  if (definition.kind !== 'training-job') return [];
  const metrics: readonly MetricDefinition[] = definition.request.AlgorithmSpecification?.MetricDefinitions ?? [];
  return metrics.flatMap(({ Regex: regex }, index) =>
    regex === undefined ? [] : [{ regex, path: ['AlgorithmSpecification', 'MetricDefinitions', index, 'Regex'] }],
  );
}
