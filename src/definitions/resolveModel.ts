import type { ContainerDefinition } from '@aws-sdk/client-sagemaker';
import { jobNameFrom } from '../contract/jobName';
import type { ModelDefinition } from './definition';
import { definitionKindOf, definitionStem } from './definitionKinds';
import type { ReferenceBase } from './fileReference';
import type { ContainerPlan, ModelDataPlan, ModelPlan } from './plan';
import {
  resolveImage,
  resolveInput,
  unsupported,
  withoutEffect,
  type FolderReader,
  type ResolveBase,
} from './resolveReferences';

/** The plan of a model with one container. @throws AppError `local.unsupported`, `local.s3`, `reference.*` */
export function resolveModel(definition: ModelDefinition, place: ResolveBase, files: FolderReader): ModelPlan {
  const { request, path } = definition;
  const base = { ...place, definitionPath: path };
  const container = onlyContainer(definition);
  return {
    kind: 'model',
    definition: path,
    name: request.ModelName ?? jobNameFrom(definitionStem(path)),
    request,
    containers: [resolveContainer(container, base, files)],
    mode: 'Serial',
    isolated: request.EnableNetworkIsolation ?? false,
    notReproduced: [
      ...withoutEffect(request, { VpcConfig: 'no VPC' }),
      ...withoutEffect(container, { ImageConfig: 'no private registry' }),
    ],
  };
}

function resolveContainer(container: ContainerDefinition, base: ReferenceBase, files: FolderReader): ContainerPlan {
  const data = resolveModelData(container, base);
  return {
    hostname: container.ContainerHostname ?? 'container-1',
    image: resolveImage(container.Image ?? '', base, files),
    ...(data && { modelData: data }),
    environment: container.Environment ?? {},
  };
}

function onlyContainer({ request, path }: ModelDefinition): ContainerDefinition {
  const [container, ...others] = request.PrimaryContainer ? [request.PrimaryContainer] : (request.Containers ?? []);
  if (!container || others.length > 0) {
    throw unsupported(path, 'a model of several containers', 'Use PrimaryContainer, or Containers with one entry.');
  }
  if (container.Mode === 'MultiModel') throw unsupported(path, 'Mode MultiModel', 'Use "SingleModel".');
  if (container.ModelDataSource) throw unsupported(path, 'ModelDataSource', 'Use ModelDataUrl with a .tar.gz.');
  if (container.AdditionalModelDataSources?.length)
    throw unsupported(path, 'AdditionalModelDataSources', 'Put everything into one archive.');
  if (container.ModelPackageName !== undefined) throw unsupported(path, 'ModelPackageName', 'Name the Image itself.');
  return container;
}

function resolveModelData(container: ContainerDefinition, base: ReferenceBase): ModelDataPlan | undefined {
  if (container.ModelDataUrl === undefined) return undefined;
  const path = resolveInput('ModelDataUrl', container.ModelDataUrl, base);
  return definitionKindOf(path)?.kind === 'training-job'
    ? { kind: 'training-job', definition: path }
    : { kind: 'archive', path };
}
