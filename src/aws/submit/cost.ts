import type { DefinitionNode } from './definitionTree';
import type { Request } from './operations';

/** Machines that a request makes AWS run, and for how long at most. */
export interface Machines {
  readonly count: number;
  readonly instanceType: string;
  /** Undefined: until somebody deletes it, or until its work is done. */
  readonly maxSeconds?: number;
  readonly until?: 'deleted' | 'done';
}

type Fields = Readonly<Record<string, unknown>>;

/** What a final request makes run. Serverless variants run nothing while nobody calls. */
export function machinesOf(kind: DefinitionNode['kind'], request: Request): readonly Machines[] {
  switch (kind) {
    case 'training-job':
      return clusters(fieldsOf(request['ResourceConfig']), runtimeOf(request));
    case 'processing-job':
      return clusters(fieldsOf(fieldsOf(request['ProcessingResources'])['ClusterConfig']), runtimeOf(request));
    case 'transform-job':
      return clusters(fieldsOf(request['TransformResources'])).map((one) => ({ ...one, until: 'done' }));
    case 'tuning-job': {
      const limits = fieldsOf(fieldsOf(request['HyperParameterTuningJobConfig'])['ResourceLimits']);
      const job = fieldsOf(request['TrainingJobDefinition']);
      const jobs = Number(limits['MaxNumberOfTrainingJobs'] ?? 1);
      return clusters(fieldsOf(job['ResourceConfig']), runtimeOf(job) * jobs);
    }
    case 'endpoint-config':
      return listOf(request['ProductionVariants']).flatMap((variant) =>
        variant['ServerlessConfig'] === undefined
          ? [
              {
                count: Number(variant['InitialInstanceCount'] ?? 1),
                instanceType: textOf(variant['InstanceType']),
                until: 'deleted' as const,
              },
            ]
          : [],
      );
    default:
      return [];
  }
}

function clusters(resources: Fields, maxSeconds?: number): readonly Machines[] {
  const groups = resources['InstanceGroups'] === undefined ? [resources] : listOf(resources['InstanceGroups']);
  return groups.map((group) => ({
    count: Number(group['InstanceCount'] ?? 1),
    instanceType: textOf(group['InstanceType']),
    ...(maxSeconds !== undefined && { maxSeconds }),
  }));
}

function runtimeOf(request: Fields): number {
  return Number(fieldsOf(request['StoppingCondition'])['MaxRuntimeInSeconds'] ?? 86_400);
}

/** `2 × ml.m5.large for up to 1 h`. */
export function machinesText({ count, instanceType, maxSeconds, until }: Machines): string {
  const time =
    maxSeconds !== undefined
      ? ` for up to ${hours(maxSeconds)}`
      : until === 'deleted'
        ? ' until it is deleted'
        : ' until all is done';
  return `${String(count)} × ${instanceType}${time}`;
}

function hours(seconds: number): string {
  if (seconds < 3600) return `${String(Math.ceil(seconds / 60))} min`;
  return `${String(Math.round(seconds / 360) / 10)} h`;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : 'unknown';
}
