import { createdBy } from '../createdBy';
import type { JsonPath } from '../../validation/problem';
import type { DefinitionNode, PlacedTarget } from './definitionTree';
import type { Request } from './operations';
import { changeAt, fieldsOf, type Fields, type Place } from './requestPlaces';

/** How long a job may run when its definition doesn't say: the service's own limit of a day is a dear surprise. */
export const defaultMaxRuntimeSeconds = 3600;
/** What the SageMaker SDK takes too. */
const defaultVolumeGB = 30;

export interface Completion {
  /** What takes the place of each `file://` value. */
  readonly valueOf: (placed: PlacedTarget) => string;
  readonly roleArn: string | undefined;
  /** Prefix in S3 for what the definition gives no place for, as a URI. */
  readonly outputPrefix: string;
}

/** The request as AWS gets it, but for its name: references replaced, and filled in what only AWS needs. */
export function finalRequest(node: DefinitionNode, { valueOf, roleArn, outputPrefix }: Completion): Request {
  const { nameField, roles, untagged } = node.operation;
  const replaced = node.targets.reduce<unknown>(
    (request, placed) => replaceAt(request, placed.place, valueOf(placed)),
    node.request,
  );
  const withRoles = roles.reduce((request, place) => changeAt(request, place, (role) => role ?? roleArn), replaced);
  const { [nameField]: _name, ...request } = fieldsOf(withRoles);
  return { ...completed(node.kind, request, outputPrefix), ...(untagged ? {} : withTag(request)) };
}

function withTag(request: Request): Request {
  const tags = (request['Tags'] ?? []) as readonly { readonly Key?: string }[];
  return { Tags: tags.some(({ Key }) => Key === createdBy.Key) ? tags : [...tags, createdBy] };
}

/** Where a request describes training: in itself, for the jobs of a search, or to try an algorithm out. */
const trainings: Readonly<Partial<Record<DefinitionNode['kind'], readonly Place[]>>> = {
  'training-job': [[]],
  'tuning-job': [['TrainingJobDefinition'], ['TrainingJobDefinitions', '*']],
  algorithm: [['ValidationSpecification', 'ValidationProfiles', '*', 'TrainingJobDefinition']],
};

function completed(kind: DefinitionNode['kind'], request: Fields, outputPrefix: string): Fields {
  switch (kind) {
    case 'processing-job': {
      const resources = fieldsOf(request['ProcessingResources']);
      const cluster = withVolume(fieldsOf(resources['ClusterConfig']));
      return { ...request, ProcessingResources: { ...resources, ClusterConfig: cluster }, ...withLimit(request) };
    }
    case 'transform-job':
      return { ...request, TransformOutput: { S3OutputPath: outputPrefix, ...fieldsOf(request['TransformOutput']) } };
    default: {
      const complete = (job: unknown) => (job === undefined ? job : completeTraining(fieldsOf(job), outputPrefix));
      return fieldsOf((trainings[kind] ?? []).reduce<unknown>((all, place) => changeAt(all, place, complete), request));
    }
  }
}

function completeTraining(job: Fields, outputPrefix: string): Fields {
  const algorithm = job['AlgorithmSpecification'];
  const channels = changeAt(job, ['InputDataConfig', '*', 'DataSource', 'S3DataSource'], (source) =>
    source === undefined ? source : { S3DataType: 'S3Prefix', ...fieldsOf(source) },
  );
  return {
    ...fieldsOf(channels),
    ...(algorithm !== undefined && {
      AlgorithmSpecification: { TrainingInputMode: 'File', ...fieldsOf(algorithm) },
    }),
    OutputDataConfig: { S3OutputPath: outputPrefix, ...fieldsOf(job['OutputDataConfig']) },
    ...(job['HyperParameterTuningResourceConfig'] === undefined && {
      ResourceConfig: withVolume(fieldsOf(job['ResourceConfig'])),
    }),
    ...withLimit(job),
  };
}

function withLimit(job: Fields): Fields {
  return {
    StoppingCondition: { MaxRuntimeInSeconds: defaultMaxRuntimeSeconds, ...fieldsOf(job['StoppingCondition']) },
  };
}

function withVolume(resources: Fields): Fields {
  const count = resources['InstanceGroups'] === undefined ? { InstanceCount: 1 } : {};
  return { ...count, VolumeSizeInGB: defaultVolumeGB, ...resources };
}

function replaceAt(value: unknown, [step, ...rest]: JsonPath, by: string): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === step ? replaceAt(item, rest, by) : item));
  const fields = fieldsOf(value);
  return { ...fields, [step]: replaceAt(fields[step], rest, by) };
}
