import type { KnownJob } from './jobBoard';

/** Whether a job may say metrics: the API has MetricDefinitions for training jobs only. */
export function hasMetrics({ state }: KnownJob): boolean {
  return state.kind === 'training-job';
}
