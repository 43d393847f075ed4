import type { ContainerDefinition, CreateModelInput } from '@aws-sdk/client-sagemaker';
import { definitionKindOf } from '../definitions/definitionKinds';
import { parseFileReference } from '../definitions/fileReference';
import { nearestName } from './nearestName';
import type { JsonPath, Problem } from './problem';

const maxEnvironmentBytes = 32 * 1024;

/** What a schema can't say about a model. Takes a request whose values are of the right types. */
export function checkModel(request: Partial<CreateModelInput>): readonly Problem[] {
  const { PrimaryContainer: primary, Containers: pipeline } = request;
  const places: readonly (readonly [path: JsonPath, container: ContainerDefinition])[] = [
    ...(primary ? [[['PrimaryContainer'], primary] as const] : []),
    ...(pipeline ?? []).map((container, index) => [['Containers', index], container] as const),
  ];
  return [
    ...checkOneKind(request),
    ...checkHostnames(request),
    ...places.flatMap(([path, container]) => [
      ...checkImage(container, path),
      ...checkModelData(container, path),
      ...checkModelFiles(container, path),
    ]),
    ...checkMultiModel(request),
    ...checkEnvironment(places.map(([, container]) => container)),
  ];
}

const containerFields = ['PrimaryContainer', 'Containers'];

function checkOneKind(request: Partial<CreateModelInput>): readonly Problem[] {
  const { PrimaryContainer: primary, Containers: pipeline } = request;
  if (primary && pipeline) {
    const message = 'The model has both PrimaryContainer and Containers; it takes one of them.';
    return [
      {
        code: 'I20',
        path: ['Containers'],
        at: 'key',
        message,
        action: 'Use Containers for a pipeline, PrimaryContainer for one container.',
      },
    ];
  }
  const isMisspelt = Object.keys(request).some((name) => nearestName(name, containerFields) !== undefined);
  // What was meant to be one is told where it stands.
  if (primary !== undefined || pipeline?.length || isMisspelt) return [];
  const message = 'The model has no container.';
  return [{ code: 'field.required', path: [], message, action: 'Add "PrimaryContainer": {"Image": "file://folder"}.' }];
}

/** I20: host names for all containers or for none, each once; all of them where callers choose by name. */
function checkHostnames({
  Containers: pipeline = [],
  InferenceExecutionConfig: execution,
}: Partial<CreateModelInput>): readonly Problem[] {
  const names = pipeline.map(({ ContainerHostname: name }) => name);
  const isDirect = execution?.Mode === 'Direct';
  return names.flatMap((name, index): Problem[] => {
    const path = ['Containers', index];
    if (name === undefined) {
      if (!isDirect && names.every((one) => one === undefined)) return [];
      const why = isDirect ? 'callers of a Direct model choose by it' : 'set it on all of them or on none';
      const message = `Container ${String(index + 1)} has no ContainerHostname; ${why}.`;
      return [{ code: 'I20', path, message, action: 'Add "ContainerHostname" to it.' }];
    }
    const first = names.findIndex((one) => one?.toLowerCase() === name.toLowerCase());
    if (first === index) return [];
    const message = `ContainerHostname ${name} is that of container ${String(first + 1)} already.`;
    return [{ code: 'I20', path: [...path, 'ContainerHostname'], message, action: 'Give each its own.' }];
  });
}

/** I26: only one container of a pipeline loads models by itself. */
function checkMultiModel({ Containers: pipeline = [] }: Partial<CreateModelInput>): readonly Problem[] {
  const multi = pipeline.flatMap(({ Mode: mode }, index) => (mode === 'MultiModel' ? [index] : []));
  return multi.slice(1).map((index) => ({
    code: 'I26',
    path: ['Containers', index, 'Mode'],
    message: 'A pipeline has at most one multi-model container.',
    action: 'Write "SingleModel".',
    replacement: '"SingleModel"',
  }));
}

function checkImage({ Image: image, ModelPackageName: name }: ContainerDefinition, path: JsonPath): readonly Problem[] {
  if (image !== undefined || name !== undefined) return [];
  return [
    {
      code: 'field.required',
      path,
      message: 'The container has no Image.',
      action: 'Add "Image": "file://folder", or the name of an image.',
    },
  ];
}

/** I15: one gzip'd tar, or here the training job that makes one. A multi-model container takes a prefix. */
function checkModelData(container: ContainerDefinition, path: JsonPath): readonly Problem[] {
  const { ModelDataUrl: url, Mode: mode } = container;
  if (mode === 'MultiModel') return container.ModelPackageName === undefined ? checkPrefix(url, path) : [];
  if (url === undefined || url.endsWith('.tar.gz')) return [];
  const file = parseFileReference(url)?.path;
  if (file !== undefined && definitionKindOf(file)?.kind === 'training-job') return [];
  const message = `ModelDataUrl is ${JSON.stringify(url)}; the platform takes model data as one .tar.gz only.`;
  const action = 'Name a .tar.gz, or by file:// the *.training-job.json that makes the model.';
  return [{ code: 'I15', path: [...path, 'ModelDataUrl'], message, action }];
}

/** I17: the prefix of files that are not packed is a folder. */
function checkModelFiles({ ModelDataSource: source }: ContainerDefinition, path: JsonPath): readonly Problem[] {
  const { S3DataType: type, S3Uri: uri } = source?.S3DataSource ?? {};
  if (type !== 'S3Prefix' || !uri?.startsWith('s3://') || uri.endsWith('/')) return [];
  const replacement = JSON.stringify(`${uri}/`);
  return [
    {
      code: 'I17',
      path: [...path, 'ModelDataSource', 'S3DataSource', 'S3Uri'],
      message: `${uri} does not end with /; as an S3Prefix it must.`,
      action: `Write ${replacement}.`,
      replacement,
    },
  ];
}

/** I26: where the archives of all models lie. */
function checkPrefix(url: string | undefined, path: JsonPath): readonly Problem[] {
  if (url === undefined) {
    const message = 'A multi-model container has no ModelDataUrl.';
    return [{ code: 'I26', path, message, action: 'Add "ModelDataUrl": "s3://bucket/models/".' }];
  }
  if (!url.endsWith('.tar.gz')) return [];
  const message = 'ModelDataUrl names one archive; a multi-model container takes the prefix of all of them.';
  return [{ code: 'I26', path: [...path, 'ModelDataUrl'], message, action: 'Name the folder of the archives.' }];
}

/** L14: the environments of all containers together. */
function checkEnvironment(containers: readonly ContainerDefinition[]): readonly Problem[] {
  const entries = containers.flatMap(({ Environment: environment }) => Object.entries(environment ?? {}));
  const bytes = Buffer.byteLength(entries.flat().join(''));
  if (bytes <= maxEnvironmentBytes) return [];
  const message = `The environment of the model has ${String(bytes)} bytes; at most ${String(maxEnvironmentBytes)} are allowed over all containers.`;
  return [{ code: 'L14', path: [], message, action: 'Move large values into the image or the model archive.' }];
}
