import { jobNameFrom } from '../contract/jobName';
import { dataProcessing, processedFormat, transformClient } from '../contract/transform';
import { requestedParameters, transformEnvironment } from '../contract/transformParameters';
import type { TransformJobDefinition } from './definition';
import { definitionStem } from './definitionKinds';
import type { ModelPlan, TransformInputPlan, TransformPlan } from './plan';
import {
  resolveInput,
  resolveOutput,
  resolveResource,
  unsupported,
  withoutEffect,
  type ResolveBase,
} from './resolveReferences';

/**
 * The definition file of the model that a transform job uses: absolute path.
 * @throws AppError `local.unsupported` for a model by its name, `reference.*`
 */
export function transformModel({ request, path }: TransformJobDefinition, place: ResolveBase): string {
  const name = request.ModelName ?? '';
  const model = resolveResource('model', name, { ...place, definitionPath: path });
  if (model !== undefined) return model;
  throw unsupported(path, `ModelName ${name} (a model by its name)`, 'Name its definition, as file://car.model.json.');
}

/** The plan of a transform job with the plan of its model. @throws AppError `local.unsupported`, `local.s3`, `reference.*` */
export function resolveTransformJob(
  definition: TransformJobDefinition,
  model: ModelPlan,
  place: ResolveBase,
): TransformPlan {
  const { request, path } = definition;
  const base = { ...place, definitionPath: path };
  const output = request.TransformOutput?.S3OutputPath;
  const local = resolveOutput(output, base);
  const { ContentType: contentType, SplitType, CompressionType } = request.TransformInput ?? {};
  const { Accept: accept, AssembleWith } = request.TransformOutput ?? {};
  const processing = dataProcessing(request);
  const format = processedFormat(contentType);
  refuse(definition, model);
  return {
    kind: 'transform-job',
    definition: path,
    name: request.TransformJobName ?? jobNameFrom(definitionStem(path)),
    request,
    model,
    isolated: model.isolated,
    environment: transformEnvironment(request),
    input: { ...inputPlan(definition, base), gzip: CompressionType === 'Gzip', boundary: place.projectRoot },
    ...(local !== undefined && { output: local }),
    splitType: SplitType ?? 'None',
    assembleWith: AssembleWith ?? 'None',
    ...(contentType !== undefined && { contentType }),
    ...(accept !== undefined && { accept }),
    parameters: requestedParameters(request),
    client: transformClient(request),
    ...(processing && format && { processing: { format, ...processing } }),
    notReproduced: [...model.notReproduced, ...notReproduced(request, output, local)],
  };
}

function inputPlan(
  { request, path }: TransformJobDefinition,
  base: Parameters<typeof resolveInput>[2],
): Pick<TransformInputPlan, 'kind' | 'path'> {
  const source = request.TransformInput?.DataSource?.S3DataSource;
  if (!source) throw unsupported(path, 'an input without S3DataSource', 'Use S3DataSource with a file:// folder.');
  const kind = source.S3DataType === 'ManifestFile' ? 'manifest' : 'prefix';
  return { kind, path: resolveInput('TransformInput', source.S3Uri, base) };
}

function refuse({ path }: TransformJobDefinition, model: ModelPlan): void {
  if (model.mode === 'Direct')
    throw unsupported(path, 'a model in Direct mode', 'Batch transform calls containers in turn: use Mode "Serial".');
  if (model.containers.some(({ models }) => models))
    throw unsupported(path, 'a multi-model container', 'Batch transform takes one model: use Mode "SingleModel".');
}

function notReproduced(
  request: TransformJobDefinition['request'],
  output: string | undefined,
  local: string | undefined,
): string[] {
  const { InstanceType: type, InstanceCount: count = 1 } = request.TransformResources ?? {};
  return [
    ...withoutEffect(request, {
      DataCaptureConfig: 'no requests are captured',
      ExperimentConfig: 'no experiment is recorded',
    }),
    ...withoutEffect(request.TransformOutput ?? {}, { KmsKeyId: 'outputs are not encrypted' }),
    ...withoutEffect(request.TransformResources ?? {}, {
      VolumeKmsKeyId: 'no volume of its own',
      TransformAmiVersion: 'no machine image',
    }),
    ...(type === undefined ? [] : [`${type} (this machine's CPU, memory and disk)`]),
    ...(count > 1 ? [`InstanceCount ${String(count)} (one container goes through all files)`] : []),
    ...(output !== undefined && local === undefined ? [`S3OutputPath ${output} (outputs stay with the job)`] : []),
  ];
}
