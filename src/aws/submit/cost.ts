import type { DefinitionNode } from './definitionTree';
import type { Request } from './operations';
import { fieldsOf, listOf, valuesAt, type Fields } from './requestPlaces';

/** A part of the service that has prices of its own, by the name that the Pricing API gives it. */
export type Component = 'Training' | 'Processing' | 'BatchTransform' | 'Hosting' | 'AsyncInf';

/** Machines that a request makes AWS run, and for how long at most. */
export interface Machines {
  readonly component: Component;
  readonly count: number;
  readonly instanceType: string;
  /** Undefined: until somebody deletes it, or until its work is done. */
  readonly maxSeconds?: number;
  readonly until?: 'deleted' | 'done';
}

/** What a final request makes run. Serverless variants run nothing while nobody calls. */
export function machinesOf(kind: DefinitionNode['kind'], request: Request): readonly Machines[] {
  switch (kind) {
    case 'training-job':
      return training(request, 1);
    case 'processing-job': {
      const cluster = fieldsOf(fieldsOf(request['ProcessingResources'])['ClusterConfig']);
      return clusters('Processing', cluster).map((one) => ({ ...one, maxSeconds: runtimeOf(request) }));
    }
    case 'transform-job':
      return clusters('BatchTransform', fieldsOf(request['TransformResources'])).map((one) => ({
        ...one,
        until: 'done',
      }));
    case 'tuning-job':
      return tuning(request);
    case 'endpoint-config':
      return hosting(request);
    default:
      return [];
  }
}

/** Jobs that run one after the other count as one that runs that much longer; machines that are kept warm are paid too. */
function training(job: Fields, jobs: number, most = Infinity): readonly Machines[] {
  const resources = fieldsOf(job['ResourceConfig'] ?? job['HyperParameterTuningResourceConfig']);
  const warm = Number(resources['KeepAlivePeriodInSeconds'] ?? 0);
  const maxSeconds = Math.min((runtimeOf(job) + warm) * jobs, most);
  return clusters('Training', resources).map((one) => ({ ...one, maxSeconds }));
}

/** With several definitions each line says what it costs if all jobs are of that one. */
function tuning(request: Fields): readonly Machines[] {
  const limits = fieldsOf(fieldsOf(request['HyperParameterTuningJobConfig'])['ResourceLimits']);
  const jobs = Number(limits['MaxNumberOfTrainingJobs'] ?? 1);
  const atOnce = Number(limits['MaxParallelTrainingJobs'] ?? 1);
  const most = Number(limits['MaxRuntimeInSeconds'] ?? Infinity) * atOnce;
  const definitions = [request['TrainingJobDefinition'], ...valuesAt(request, ['TrainingJobDefinitions', '*'])];
  return definitions
    .filter((definition) => definition !== undefined)
    .flatMap((definition) => training(fieldsOf(definition), jobs, most));
}

function hosting(request: Fields): readonly Machines[] {
  const component = request['AsyncInferenceConfig'] === undefined ? 'Hosting' : 'AsyncInf';
  return listOf(request['ProductionVariants'])
    .filter((variant) => variant['ServerlessConfig'] === undefined)
    .map((variant) => ({
      component,
      count: Number(variant['InitialInstanceCount'] ?? 1),
      instanceType: textOf(variant['InstanceType']),
      until: 'deleted',
    }));
}

function clusters(component: Component, resources: Fields): readonly Machines[] {
  const groups = listOf(resources['InstanceGroups'] ?? resources['InstanceConfigs']);
  return (groups.length > 0 ? groups : [resources]).map((group) => ({
    component,
    count: Number(group['InstanceCount'] ?? 1),
    instanceType: textOf(group['InstanceType']),
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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : 'unknown';
}
