import type { JobKind } from '../../jobs/jobState';
import type { ResourceKind } from '../../jobs/resources';

/** Kinds that a connection shows, in their order. */
export const awsGroups = [
  ...(['training-job', 'processing-job', 'transform-job', 'tuning-job', 'endpoint'] as const),
  ...(['endpoint-config', 'model', 'image'] as const),
] as const;

export type AwsGroup = (typeof awsGroups)[number];

const resourceGroups: ReadonlySet<string> = new Set<ResourceKind>(['endpoint-config', 'model', 'image']);

/** Whether nothing of a kind runs by itself. */
export function isResourceKind(group: AwsGroup): group is ResourceKind {
  return resourceGroups.has(group);
}

/** Whether things of a kind are jobs, or run until they are deleted. */
export function isJobKind(group: AwsGroup): group is JobKind {
  return !isResourceKind(group);
}
