import type { ContainerDefinition, CreateModelInput } from '@aws-sdk/client-sagemaker';
import { posix, win32 } from 'node:path';
import { defaultHostname } from '../contract/pipeline';
import type { InvocationDefinition, InvocationRequest, ModelDefinition } from '../definitions/definition';
import type { Diagnostic } from '../definitions/diagnostic';
import type { CheckContext } from './files/fileJudge';
import { nearestName } from './nearestName';
import { listed, type Problem } from './problem';
import { modelBehind } from './sparkml/serving/modelBehind';
import { localPath } from './sparkml/serving/servedContainer';
import { placed } from './validateDefinition';

/** I25, I29: which container or model a fixture asks, against the model that it is sent to. Nothing for one that expects to be refused. */
export function checkTargets(definition: InvocationDefinition, context: CheckContext): readonly Diagnostic[] {
  const model = modelBehind(definition, context);
  const { request } = definition;
  if (model?.kind !== 'model' || request.Expect?.StatusCode === 400) return [];
  return placed(definition, [...checkContainer(request, model.request), ...checkModel(request, model, context)]);
}

/** I25: a Direct model wants a container to be named, any other takes no name. */
function checkContainer(
  { TargetContainerHostname: named }: InvocationRequest,
  model: ModelDefinition['request'],
): readonly Problem[] {
  const path = named === undefined ? [] : ['TargetContainerHostname'];
  if (model.InferenceExecutionConfig?.Mode !== 'Direct') {
    if (named === undefined) return [];
    const message = 'TargetContainerHostname is for a model whose InferenceExecutionConfig is Direct; this one is not.';
    return [{ code: 'I25', path, at: 'key', message, action: 'Leave it out.' }];
  }
  const names = containersOf(model).map(({ ContainerHostname: name }, index) => name ?? defaultHostname(index));
  if (named !== undefined && names.includes(named)) return [];
  const message =
    named === undefined
      ? 'The model is Direct, and no TargetContainerHostname says which container is asked.'
      : `The model has no container ${named}.`;
  const replacement = named === undefined ? undefined : nearestName(named, names);
  return [
    {
      ...{ code: 'I25', path, message, action: `Name one of ${listed(names)}.` },
      ...(replacement !== undefined && { replacement: JSON.stringify(replacement) }),
    },
  ];
}

/** I29: a multi-model endpoint wants a model to be named, any other takes no name. */
function checkModel(
  { TargetModel: named }: InvocationRequest,
  model: ModelDefinition,
  context: CheckContext,
): readonly Problem[] {
  const many = containersOf(model.request).find(({ Mode: mode }) => mode === 'MultiModel');
  const path = ['TargetModel'];
  if (!many) {
    if (named === undefined) return [];
    const message = 'TargetModel is for a multi-model endpoint; this one has one model.';
    return [
      { code: 'I29', path, at: 'key', message, action: 'Leave it out, or write "Mode": "MultiModel" in the model.' },
    ];
  }
  const archives = archivesOf(many, model, context);
  if (named === undefined) {
    const message = 'The endpoint has many models, and no TargetModel says which one is asked.';
    const example = archives?.names[0] ?? 'model.tar.gz';
    return [{ code: 'I29', path: [], message, action: `Add "TargetModel": ${JSON.stringify(example)}.` }];
  }
  if (!archives || archives.has(named)) return [];
  const replacement = nearestName(named, archives.names);
  return [
    {
      ...{ code: 'I29', path, severity: 'warning', message: `There is no ${named} in the folder of the models.` },
      action: archives.names.length === 0 ? 'Put the archive there.' : `There are ${listed(archives.names)}.`,
      ...(replacement !== undefined && { replacement: JSON.stringify(replacement) }),
    },
  ];
}

function containersOf({
  PrimaryContainer: only,
  Containers: several = [],
}: Partial<CreateModelInput>): readonly ContainerDefinition[] {
  return only ? [only] : several;
}

/** The archives right in the folder of a multi-model container, and whether one is anywhere in it; undefined where the folder is not here. */
function archivesOf({ ModelDataUrl: url }: ContainerDefinition, { path }: ModelDefinition, context: CheckContext) {
  const { files, style } = context;
  const folder = localPath(url, { definitionPath: path, projectRoot: context.projectRootOf(path), style });
  if (folder === undefined || !files.isDirectory(folder)) return undefined;
  const paths = style === 'win32' ? win32 : posix;
  return {
    names: files.list(folder).filter((name) => name.endsWith('.tar.gz')),
    has: (name: string) => files.isFile(paths.join(folder, name)),
  };
}
