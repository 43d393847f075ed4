import { AppError } from '../contract/appError';
import type { Definition, EndpointConfigDefinition, EndpointDefinition, TransformJobDefinition } from './definition';
import { resolveModel } from './resolveModel';
import { resolveProcessingJob } from './resolveProcessingJob';
import type { Plan } from './plan';
import { resolveTrainingJob } from './resolveTrainingJob';
import type { FolderReader, ResolveBase } from './resolveReferences';

/**
 * Make a plan of a definition that was validated without errors; that of an endpoint or a transform job needs the plan of its model (`resolveEndpoint`, `resolveTransformJob`).
 * @throws AppError `local.unsupported` for what a local run doesn't do yet, `reference.*` for a reference that can't be used
 */
export function resolveDefinition(
  definition: Exclude<Definition, EndpointDefinition | EndpointConfigDefinition | TransformJobDefinition>,
  base: ResolveBase,
  files: FolderReader,
): Plan {
  switch (definition.kind) {
    case 'training-job':
      return resolveTrainingJob(definition, base, files);
    case 'processing-job':
      return resolveProcessingJob(definition, base, files);
    case 'model':
      return resolveModel(definition, base, files);
    case 'invocation':
      throw new AppError(
        'definition.kind',
        `${definition.path} is a fixture, not something to run.`,
        `Send it with: sagemaker-containers invoke ${definition.path}`,
      );
    default:
      throw new AppError(
        'local.unsupported',
        `${definition.path}: a ${definition.kind} can't be run on this machine yet.`,
        'Run a *.training-job.json, a *.processing-job.json, a *.transform-job.json, a *.model.json or a *.endpoint.json.',
      );
  }
}
