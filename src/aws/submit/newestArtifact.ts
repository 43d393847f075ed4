import { DescribeTrainingJobCommand, ListTrainingJobsCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { AppError } from '../../contract/appError';
import { jobNameFrom } from '../../contract/jobName';
import { isNameOf } from './names';

/** Empty pages are normal: the status is looked at after a page was taken. */
const mostPages = 50;

/**
 * The model artifact of the newest completed job of a training job definition.
 * @param base what the names of its jobs start with
 * @throws AppError `aws.artifact` when none has completed
 */
export async function newestArtifact(sagemaker: SageMakerClient, definition: string, base: string): Promise<string> {
  let NextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await sagemaker.send(
      new ListTrainingJobsCommand({
        ...{ NameContains: jobNameFrom(base).slice(0, 39), StatusEquals: 'Completed', NextToken, MaxResults: 100 },
        ...{ SortBy: 'CreationTime', SortOrder: 'Descending' },
      }),
    );
    const newest = [...(answer.TrainingJobSummaries ?? [])]
      .sort((a, b) => Number(b.CreationTime) - Number(a.CreationTime))
      .find(({ TrainingJobName }) => isNameOf(base, TrainingJobName ?? ''));
    if (newest) {
      const { ModelArtifacts } = await sagemaker.send(
        new DescribeTrainingJobCommand({ TrainingJobName: newest.TrainingJobName }),
      );
      if (ModelArtifacts?.S3ModelArtifacts !== undefined) return ModelArtifacts.S3ModelArtifacts;
    }
    NextToken = answer.NextToken;
    if (NextToken === undefined) break;
  }
  throw new AppError(
    'aws.artifact',
    `No job of ${definition} has completed on AWS in this region.`,
    `Submit it first: sagemaker-containers submit ${definition} --wait`,
  );
}
