import { AppError } from '../../../contract/appError';
import type { Definition, InvocationDefinition, TransformJobDefinition } from '../../../definitions/definition';
import { parseDefinition } from '../../../definitions/parseDefinition';
import { definitionBehind } from '../../../definitions/resolveEndpoint';
import type { CheckContext } from '../../files/fileJudge';
import { localPath } from './servedContainer';

/** The model definition that a fixture or a transform job sends its requests to; undefined where it is not here. */
export function modelBehind(
  definition: InvocationDefinition | TransformJobDefinition,
  context: CheckContext,
): Definition | undefined {
  const base = {
    definitionPath: definition.path,
    projectRoot: context.projectRootOf(definition.path),
    style: context.style,
  };
  const { request } = definition;
  const target =
    'EndpointName' in request ? request.EndpointName : 'ModelName' in request ? request.ModelName : undefined;
  let path = localPath(target, base);
  // A fixture names an endpoint, which names a configuration, which names a model.
  for (let step = 0; path !== undefined && step < 3; step += 1) {
    const found = definitionAt(path, context);
    if (found?.kind !== 'endpoint' && found?.kind !== 'endpoint-config')
      return found?.kind === 'model' ? found : undefined;
    path = nextOf(found, context);
  }
  return undefined;
}

function definitionAt(path: string, { files }: CheckContext): Definition | undefined {
  const text = files.readText(path);
  return text === undefined ? undefined : parseDefinition(path, text).definition;
}

/** What can't be resolved is told where it stands, or when it is run. */
function nextOf(definition: Parameters<typeof definitionBehind>[0], context: CheckContext): string | undefined {
  try {
    const projectRoot = context.projectRootOf(definition.path);
    return definitionBehind(definition, { projectRoot, style: context.style });
  } catch (error) {
    // A request of other types than it promises is told by the schema of its kind.
    if (error instanceof AppError || error instanceof TypeError) return undefined;
    throw error;
  }
}
