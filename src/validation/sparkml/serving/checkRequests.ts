import type { Definition } from '../../../definitions/definition';
import type { Diagnostic } from '../../../definitions/diagnostic';
import type { CheckContext } from '../../files/fileJudge';
import { checkInvocationRequest } from './checkInvocationRequest';
import { checkTransformRequests } from './checkTransformRequests';

/** R…: the requests that a definition sends, against the schema of the SparkML container that gets them. */
export function checkRequests(definition: Definition, context: CheckContext): readonly Diagnostic[] {
  switch (definition.kind) {
    case 'invocation':
      return checkInvocationRequest(definition, context);
    case 'transform-job':
      return checkTransformRequests(definition, context);
    default:
      return [];
  }
}
