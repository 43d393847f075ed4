import type { Definition } from '../../../definitions/definition';
import type { Diagnostic } from '../../../definitions/diagnostic';
import type { CheckContext } from '../../files/fileJudge';
import { checkInvocationRequest } from './checkInvocationRequest';
import { checkModelPipelines } from './checkModelPipelines';
import { checkTransformRequests } from './checkTransformRequests';

/** R…: the requests that a definition sends, against the SparkML container that gets them; M08 to M13: a model's schemas against its pipelines. */
export async function checkRequests(definition: Definition, context: CheckContext): Promise<readonly Diagnostic[]> {
  switch (definition.kind) {
    case 'invocation':
      return checkInvocationRequest(definition, context);
    case 'model':
      return checkModelPipelines(definition, context);
    case 'transform-job':
      return checkTransformRequests(definition, context);
    default:
      return [];
  }
}
