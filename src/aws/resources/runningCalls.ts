import {
  ListHyperParameterTuningJobsCommand,
  ListProcessingJobsCommand,
  ListTrainingJobsCommand,
  ListTransformJobsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { JobKind } from '../../jobs/jobState';
import { listed, newestFirst, page, type ListedPage } from './resourceCalls';

/** Kinds of what runs by itself until it ends. */
export type RunningKind = Exclude<JobKind, 'endpoint'>;

const running = { ...newestFirst, StatusEquals: 'InProgress' } as const;

/** Lists of jobs that run, newest first. Those that stop are no matter any more. */
export const runningCalls: Readonly<
  Record<RunningKind, (client: SageMakerClient, after: string | undefined) => Promise<ListedPage>>
> = {
  'training-job': async (client, NextToken) => {
    const answer = await client.send(new ListTrainingJobsCommand({ ...running, NextToken }));
    const jobs = answer.TrainingJobSummaries;
    return page(
      jobs?.map((one) => listed(one.TrainingJobName, one.TrainingJobArn, one.CreationTime)),
      answer.NextToken,
    );
  },
  'processing-job': async (client, NextToken) => {
    const answer = await client.send(new ListProcessingJobsCommand({ ...running, NextToken }));
    const jobs = answer.ProcessingJobSummaries;
    return page(
      jobs?.map((one) => listed(one.ProcessingJobName, one.ProcessingJobArn, one.CreationTime)),
      answer.NextToken,
    );
  },
  'transform-job': async (client, NextToken) => {
    const answer = await client.send(new ListTransformJobsCommand({ ...running, NextToken }));
    const jobs = answer.TransformJobSummaries;
    return page(
      jobs?.map((one) => listed(one.TransformJobName, one.TransformJobArn, one.CreationTime)),
      answer.NextToken,
    );
  },
  'tuning-job': async (client, NextToken) => {
    const answer = await client.send(new ListHyperParameterTuningJobsCommand({ ...running, NextToken }));
    const jobs = answer.HyperParameterTuningJobSummaries;
    return page(
      jobs?.map((one) => listed(one.HyperParameterTuningJobName, one.HyperParameterTuningJobArn, one.CreationTime)),
      answer.NextToken,
    );
  },
};
