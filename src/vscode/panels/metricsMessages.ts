import type { FromMetrics } from '../../webviews/metrics/metricsMessages';
import { isJobRef, type JobRef } from '../jobRef';

/** A message of the page of metrics; undefined for anything else: what comes out of a page is not trusted. */
export function readMetricsMessage(value: unknown): FromMetrics | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
  switch (value.type) {
    case 'ready':
    case 'exportCsv':
    case 'copyExample':
      return { type: value.type };
    case 'openDefinition':
    case 'openLog':
      return 'index' in value && isIndex(value.index) ? { type: value.type, index: value.index } : undefined;
    default:
      return undefined;
  }
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** The jobs of a panel that was open when the window was closed, from what its page kept; none when that is broken. */
export function readJobs(state: unknown): readonly JobRef[] {
  const jobs = typeof state === 'object' && state !== null && 'jobs' in state ? state.jobs : undefined;
  return Array.isArray(jobs) ? jobs.filter(isJobRef).map(({ project, job }) => ({ project, job })) : [];
}
