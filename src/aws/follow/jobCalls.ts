import {
  DescribeEndpointCommand,
  DescribeHyperParameterTuningJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  ListEndpointsCommand,
  ListHyperParameterTuningJobsCommand,
  ListProcessingJobsCommand,
  ListTrainingJobsCommand,
  ListTransformJobsCommand,
  StopHyperParameterTuningJobCommand,
  StopProcessingJobCommand,
  StopTrainingJobCommand,
  StopTransformJobCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { JobKind } from '../../jobs/jobState';
import { troubleOf } from '../awsError';
import { plainJson, type Plain } from './plainJson';

/** What all lists take, newest first. */
export interface ListInput {
  readonly NameContains?: string;
  readonly CreationTimeBefore?: Date;
  readonly NextToken?: string;
  readonly MaxResults: number;
}

/** Summaries as JSON has them, and where the list goes on. */
export interface SummaryPage {
  readonly summaries: readonly Plain[];
  readonly next?: string;
}

/** How the service is asked about jobs of a kind. */
export interface JobCalls {
  readonly kind: JobKind;
  /** What its ARNs call the kind. */
  readonly resource: string;
  /** Stem of its members: `TrainingJob` in TrainingJobName. */
  readonly stem: string;
  readonly describe: (client: SageMakerClient, name: string) => Promise<Plain>;
  readonly list: (client: SageMakerClient, input: ListInput) => Promise<SummaryPage>;
  /** Absent where nothing can be stopped, only deleted. */
  readonly stop?: (client: SageMakerClient, name: string) => Promise<unknown>;
}

const newestFirst = { SortBy: 'CreationTime', SortOrder: 'Descending' } as const;

function pageOf(summaries: readonly object[] | undefined, next: string | undefined): SummaryPage {
  return { summaries: (summaries ?? []).map(plainJson), ...(next !== undefined && { next }) };
}

/** By kind, in the order in which a name is looked for. */
export const jobCalls: Readonly<Record<JobKind, JobCalls>> = {
  'training-job': {
    ...{ kind: 'training-job', resource: 'training-job', stem: 'TrainingJob' },
    describe: async (client, name) =>
      plainJson(await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }))),
    list: async (client, input) => {
      const answer = await client.send(new ListTrainingJobsCommand({ ...newestFirst, ...input }));
      return pageOf(answer.TrainingJobSummaries, answer.NextToken);
    },
    stop: (client, name) => client.send(new StopTrainingJobCommand({ TrainingJobName: name })),
  },
  'processing-job': {
    ...{ kind: 'processing-job', resource: 'processing-job', stem: 'ProcessingJob' },
    describe: async (client, name) =>
      plainJson(await client.send(new DescribeProcessingJobCommand({ ProcessingJobName: name }))),
    list: async (client, input) => {
      const answer = await client.send(new ListProcessingJobsCommand({ ...newestFirst, ...input }));
      return pageOf(answer.ProcessingJobSummaries, answer.NextToken);
    },
    stop: (client, name) => client.send(new StopProcessingJobCommand({ ProcessingJobName: name })),
  },
  'transform-job': {
    ...{ kind: 'transform-job', resource: 'transform-job', stem: 'TransformJob' },
    describe: async (client, name) =>
      plainJson(await client.send(new DescribeTransformJobCommand({ TransformJobName: name }))),
    list: async (client, input) => {
      const answer = await client.send(new ListTransformJobsCommand({ ...newestFirst, ...input }));
      return pageOf(answer.TransformJobSummaries, answer.NextToken);
    },
    stop: (client, name) => client.send(new StopTransformJobCommand({ TransformJobName: name })),
  },
  'tuning-job': {
    ...{ kind: 'tuning-job', resource: 'hyper-parameter-tuning-job', stem: 'HyperParameterTuningJob' },
    describe: async (client, name) =>
      plainJson(await client.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name }))),
    list: async (client, input) => {
      const answer = await client.send(new ListHyperParameterTuningJobsCommand({ ...newestFirst, ...input }));
      return pageOf(answer.HyperParameterTuningJobSummaries, answer.NextToken);
    },
    stop: (client, name) => client.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName: name })),
  },
  endpoint: {
    ...{ kind: 'endpoint', resource: 'endpoint', stem: 'Endpoint' },
    describe: async (client, name) => plainJson(await client.send(new DescribeEndpointCommand({ EndpointName: name }))),
    list: async (client, input) => {
      const answer = await client.send(new ListEndpointsCommand({ ...newestFirst, ...input }));
      return pageOf(answer.Endpoints, answer.NextToken);
    },
  },
};

/** Whether a failure says that there is no such job; an address of one's own may not know all kinds. */
export function isMissing(error: unknown): boolean {
  return troubleOf(error) === 'missing' || (error instanceof Error && error.name === 'UnknownOperationException');
}
