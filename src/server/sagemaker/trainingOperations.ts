import type { JsonObject, JsonOperations } from '../jsonInput';
import { invalid } from '../serviceError';
import { jobsOf } from './jobs';
import type { SageMaker } from './sagemaker';
import { searchOperation } from './search';

/**
 * What training jobs can do beside other jobs: Search, and UpdateTrainingJob, whose members have as little effect here as they have in
 * CreateTrainingJob (profiler, remote debugging, warm pools).
 * @param jobs the operations of all kinds of jobs
 */
export function trainingOperations({ surroundings, requests }: SageMaker, jobs: JsonOperations): JsonOperations {
  const describe = (name: string): Promise<JsonObject> =>
    jobs['DescribeTrainingJob']?.({ TrainingJobName: name }) ?? Promise.resolve({});
  return {
    UpdateTrainingJob: async (input) => {
      const job = await describe(String(input['TrainingJobName']));
      const { TrainingJobArn, TrainingJobStatus: status } = job;
      if (status !== 'InProgress') {
        throw invalid(`The request was rejected because the training job is in status ${String(status)}.`);
      }
      return { TrainingJobArn };
    },
    Search: searchOperation(async () => {
      const names = new Set((await jobsOf(surroundings, 'training-job')).map(({ name }) => name));
      return Promise.all(
        [...names].map(async (name) => {
          const { Tags } = (await requests.find('training-job', name))?.request ?? {};
          return { ...(await describe(name)), ...(Array.isArray(Tags) && { Tags }) };
        }),
      );
    }),
  };
}
