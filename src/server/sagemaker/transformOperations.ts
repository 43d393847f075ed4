import { requiredText, type JsonOperations } from '../jsonInput';
import { resourceKinds } from './resourceKinds';
import { Resources } from './resources';
import type { SageMaker } from './sagemaker';

/**
 * What transform jobs do otherwise than other jobs: their model must be there.
 * @param jobs the operations of all kinds of jobs
 */
export function transformOperations({ surroundings, requests }: SageMaker, jobs: JsonOperations): JsonOperations {
  const models = new Resources(surroundings, requests, resourceKinds.model);
  return {
    CreateTransformJob: async (input) => {
      await models.find({ ModelName: requiredText(input, 'ModelName') });
      return jobs['CreateTransformJob']?.(input) ?? {};
    },
  };
}
