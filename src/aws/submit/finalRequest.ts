import { createdBy } from '../createdBy';
import type { JsonPath } from '../../validation/problem';
import type { DefinitionNode, PlacedTarget } from './definitionTree';
import type { Request } from './operations';

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
  const replaced = node.targets.reduce<unknown>(
    (request, placed) => replaceAt(request, placed.place, valueOf(placed)),
    node.request,
  );
  const { [node.operation.nameField]: _name, ...request } = replaced as Record<string, unknown>;
  const { roleField } = node.operation;
  return {
    ...request,
    ...(roleField !== undefined && request[roleField] === undefined && { [roleField]: roleArn }),
    ...filledIn(node.kind, request, outputPrefix),
    ...withTag(request),
  };
}

function withTag(request: Request): Request {
  const tags = (request['Tags'] ?? []) as readonly { readonly Key?: string }[];
  return { Tags: tags.some(({ Key }) => Key === createdBy.Key) ? tags : [...tags, createdBy] };
}

type Fields = Record<string, unknown>;

function filledIn(kind: DefinitionNode['kind'], request: Fields, outputPrefix: string): Fields {
  const limit = { MaxRuntimeInSeconds: defaultMaxRuntimeSeconds, ...fieldsOf(request['StoppingCondition']) };
  switch (kind) {
    case 'training-job':
      return {
        AlgorithmSpecification: { TrainingInputMode: 'File', ...fieldsOf(request['AlgorithmSpecification']) },
        OutputDataConfig: { S3OutputPath: outputPrefix, ...fieldsOf(request['OutputDataConfig']) },
        ResourceConfig: withVolume(fieldsOf(request['ResourceConfig'])),
        StoppingCondition: limit,
      };
    case 'processing-job': {
      const resources = fieldsOf(request['ProcessingResources']);
      const cluster = withVolume(fieldsOf(resources['ClusterConfig']));
      return { ProcessingResources: { ...resources, ClusterConfig: cluster }, StoppingCondition: limit };
    }
    case 'transform-job':
      return { TransformOutput: { S3OutputPath: outputPrefix, ...fieldsOf(request['TransformOutput']) } };
    default:
      return {};
  }
}

function withVolume(resources: Fields): Fields {
  const count = resources['InstanceGroups'] === undefined ? { InstanceCount: 1 } : {};
  return { ...count, VolumeSizeInGB: defaultVolumeGB, ...resources };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function replaceAt(value: unknown, [step, ...rest]: JsonPath, by: string): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === step ? replaceAt(item, rest, by) : item));
  const fields = fieldsOf(value);
  return { ...fields, [step]: replaceAt(fields[step], rest, by) };
}
