import type { ResourceConfig } from '@aws-sdk/client-sagemaker';

/** One machine of a training job. */
export interface Instance {
  /** `algo-1`, `algo-2`, … */
  readonly host: string;
  readonly type: string;
  readonly group: string;
}

const defaultType = 'ml.m5.large';
/** What the platform calls the only group of a job without `InstanceGroups` (T18). */
const onlyGroup = 'homogeneousCluster';

/** The machines that a `ResourceConfig` asks for; one when it doesn't say. Hosts are numbered through all groups (T18, T19). */
export function trainingInstances(resources: Partial<ResourceConfig> | undefined): readonly Instance[] {
  const groups = resources?.InstanceGroups?.length
    ? resources.InstanceGroups
    : [
        {
          InstanceType: resources?.InstanceType,
          InstanceCount: resources?.InstanceCount,
          InstanceGroupName: onlyGroup,
        },
      ];
  const wanted = groups.flatMap((group) =>
    Array.from({ length: group.InstanceCount ?? 1 }, () => ({
      type: group.InstanceType ?? defaultType,
      group: group.InstanceGroupName ?? onlyGroup,
    })),
  );
  return wanted.map((instance, index) => ({ host: `algo-${String(index + 1)}`, ...instance }));
}

/**
 * The OS host name of an instance. On the platform it looks like an EC2 private name and never like `algo-1` (T35, T62),
 * so that code which reads its rank from the host name fails here too.
 */
export function osHostName(host: string, region: string): string {
  const number = Number(/\d+$/.exec(host)?.[0] ?? 1);
  return `ip-10-0-${String(100 + Math.floor(number / 250))}-${String((number % 250) + 1)}.${region}.compute.internal`;
}
