import type { ContainerDefinition } from '@aws-sdk/client-sagemaker';
import { startupTimeoutSeconds, variantName } from '../contract/hosting';
import { jobNameFrom } from '../contract/jobName';
import { ownStreams } from '../contract/logStreams';
import { defaultHostname } from '../contract/pipeline';
import { codeVariable } from '../contract/submittedCode';
import type { ModelDefinition } from './definition';
import { definitionKindOf, definitionStem } from './definitionKinds';
import type { ReferenceBase } from './fileReference';
import type { ContainerPlan, ModelDataPlan, ModelPlan, ModelsPlan } from './plan';
import { codeNote, resolveCode } from './resolveCode';
import {
  resolveImage,
  resolveInput,
  unsupported,
  withoutEffect,
  type FolderReader,
  type ResolveBase,
} from './resolveReferences';

/** The plan of a model: its containers, and how a request passes them. @throws AppError `local.unsupported`, `local.s3`, `reference.*` */
export function resolveModel(definition: ModelDefinition, place: ResolveBase, files: FolderReader): ModelPlan {
  const { request, path } = definition;
  const base = { ...place, definitionPath: path };
  const containers = containersOf(definition);
  const plans = containers.map((container, index) => resolveContainer(container, index, { base, files }));
  return {
    kind: 'model',
    definition: path,
    name: request.ModelName ?? jobNameFrom(definitionStem(path)),
    request,
    containers: plans,
    mode: request.InferenceExecutionConfig?.Mode ?? 'Serial',
    variant: variantName,
    startupTimeoutSeconds,
    isolated: request.EnableNetworkIsolation ?? false,
    notReproduced: [
      ...withoutEffect(request, { VpcConfig: 'no VPC' }),
      ...new Set(containers.flatMap((container) => withoutEffect(container, { ImageConfig: 'no private registry' }))),
      ...new Set(plans.flatMap(({ code }) => codeNote(codeVariable, code))),
    ],
  };
}

function resolveContainer(
  container: ContainerDefinition,
  index: number,
  { base, files }: { readonly base: ReferenceBase; readonly files: FolderReader },
): ContainerPlan {
  const isMany = container.Mode === 'MultiModel';
  const data = isMany ? undefined : resolveModelData(container, base);
  const code = resolveCode(codeVariable, container.Environment?.[codeVariable], base);
  return {
    hostname: container.ContainerHostname ?? defaultHostname(index),
    image: resolveImage(container.Image ?? '', base, files),
    ...(data && { modelData: data }),
    ...(isMany && { models: resolveModels(container, base) }),
    ...(code !== undefined && { code }),
    environment: container.Environment ?? {},
  };
}

function containersOf({ request, path }: ModelDefinition): readonly ContainerDefinition[] {
  const containers = request.PrimaryContainer ? [request.PrimaryContainer] : (request.Containers ?? []);
  if (containers.length === 0) throw unsupported(path, 'a model without a container', 'Add PrimaryContainer.');
  for (const container of containers) refuse(container, path, containers.length > 1);
  return containers;
}

function refuse(container: ContainerDefinition, path: string, isPipeline: boolean): void {
  if (container.ModelDataSource) throw unsupported(path, 'ModelDataSource', 'Use ModelDataUrl with a .tar.gz.');
  if (container.AdditionalModelDataSources?.length)
    throw unsupported(path, 'AdditionalModelDataSources', 'Put everything into one archive.');
  if (container.ModelPackageName !== undefined) throw unsupported(path, 'ModelPackageName', 'Name the Image itself.');
  const host = container.ContainerHostname?.toLowerCase();
  if (isPipeline && ownStreams.some((stream) => stream === host)) {
    const what = `ContainerHostname ${container.ContainerHostname ?? ''}, the name of a log stream of the job,`;
    throw unsupported(path, what, 'Choose another name for the container.');
  }
}

function resolveModels(
  { ModelDataUrl: url, MultiModelConfig: config }: ContainerDefinition,
  base: ReferenceBase,
): ModelsPlan {
  return { path: resolveInput('ModelDataUrl', url, base), keeps: config?.ModelCacheSetting !== 'Disabled' };
}

function resolveModelData(container: ContainerDefinition, base: ReferenceBase): ModelDataPlan | undefined {
  if (container.ModelDataUrl === undefined) return undefined;
  const path = resolveInput('ModelDataUrl', container.ModelDataUrl, base);
  return definitionKindOf(path)?.kind === 'training-job'
    ? { kind: 'training-job', definition: path }
    : { kind: 'archive', path };
}
