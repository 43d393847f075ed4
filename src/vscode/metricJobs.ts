import type { KnownJob } from './jobPlace';

/** Whether a job may say metrics: the API has MetricDefinitions for training jobs only. */
export function hasMetrics({ state }: KnownJob): boolean {
  return state.kind === 'training-job';
}
