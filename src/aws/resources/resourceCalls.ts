import {
  DeleteAlgorithmCommand,
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteHyperParameterTuningJobCommand,
  DeleteModelCommand,
  DeleteModelPackageCommand,
  DeleteProcessingJobCommand,
  DeleteTrainingJobCommand,
  ListAlgorithmsCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelPackagesCommand,
  ListModelsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';

/** What a list says of a resource. */
export interface ListedResource {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  /** Of endpoints. */
  readonly status?: string;
}

/** One answer of a list. */
export interface ListedPage {
  readonly listed: readonly ListedResource[];
  readonly next?: string;
}

export interface ListOptions {
  readonly nameContains?: string | undefined;
  readonly after?: string | undefined;
}

/** Most that the service gives at once. */
const pageSize = 100;
/** What all lists of SageMaker take. */
export const newestFirst = { SortBy: 'CreationTime', SortOrder: 'Descending', MaxResults: pageSize } as const;

/** A row of a list. */
export function listed(name?: string, arn?: string, created?: Date): ListedResource {
  return { name: name ?? '', arn: arn ?? '', createdAt: created?.getTime() ?? 0 };
}

/** An answer of a list. */
export function page(all: readonly ListedResource[] | undefined, next: string | undefined): ListedPage {
  return { listed: all ?? [], ...(next !== undefined && { next }) };
}

type List = (client: SageMakerClient, options: ListOptions) => Promise<ListedPage>;

/** Lists of what stays until somebody deletes it, newest first. */
export const listCalls: Readonly<
  Record<'endpoint' | 'endpoint-config' | 'model' | 'algorithm' | 'model-package', List>
> = {
  endpoint: async (client, { nameContains, after }) => {
    const answer = await client.send(
      new ListEndpointsCommand({ ...newestFirst, NameContains: nameContains, NextToken: after }),
    );
    return page(
      answer.Endpoints?.map(({ EndpointStatus = 'Unknown', ...one }) => ({
        ...listed(one.EndpointName, one.EndpointArn, one.CreationTime),
        status: EndpointStatus,
      })),
      answer.NextToken,
    );
  },
  model: async (client, { nameContains, after }) => {
    const answer = await client.send(
      new ListModelsCommand({ ...newestFirst, NameContains: nameContains, NextToken: after }),
    );
    return page(
      answer.Models?.map((one) => listed(one.ModelName, one.ModelArn, one.CreationTime)),
      answer.NextToken,
    );
  },
  'endpoint-config': async (client, { nameContains, after }) => {
    const answer = await client.send(
      new ListEndpointConfigsCommand({ ...newestFirst, NameContains: nameContains, NextToken: after }),
    );
    return page(
      answer.EndpointConfigs?.map((one) => listed(one.EndpointConfigName, one.EndpointConfigArn, one.CreationTime)),
      answer.NextToken,
    );
  },
  algorithm: async (client, { nameContains, after }) => {
    const answer = await client.send(
      new ListAlgorithmsCommand({ ...newestFirst, NameContains: nameContains, NextToken: after }),
    );
    return page(
      answer.AlgorithmSummaryList?.map((one) => listed(one.AlgorithmName, one.AlgorithmArn, one.CreationTime)),
      answer.NextToken,
    );
  },
  'model-package': async (client, { nameContains, after }) => {
    const answer = await client.send(
      new ListModelPackagesCommand({ ...newestFirst, NameContains: nameContains, NextToken: after }),
    );
    return page(
      answer.ModelPackageSummaryList?.map((one) => listed(one.ModelPackageName, one.ModelPackageArn, one.CreationTime)),
      answer.NextToken,
    );
  },
};

type Delete = (client: SageMakerClient, name: string) => Promise<unknown>;

/** How resources of SageMaker are deleted; there is no such call for transform jobs. */
export const deleteCalls: Readonly<Record<string, Delete>> = {
  endpoint: (client, EndpointName) => client.send(new DeleteEndpointCommand({ EndpointName })),
  'endpoint-config': (client, EndpointConfigName) =>
    client.send(new DeleteEndpointConfigCommand({ EndpointConfigName })),
  model: (client, ModelName) => client.send(new DeleteModelCommand({ ModelName })),
  algorithm: (client, AlgorithmName) => client.send(new DeleteAlgorithmCommand({ AlgorithmName })),
  'model-package': (client, ModelPackageName) => client.send(new DeleteModelPackageCommand({ ModelPackageName })),
  'training-job': (client, TrainingJobName) => client.send(new DeleteTrainingJobCommand({ TrainingJobName })),
  'processing-job': (client, ProcessingJobName) => client.send(new DeleteProcessingJobCommand({ ProcessingJobName })),
  'tuning-job': (client, HyperParameterTuningJobName) =>
    client.send(new DeleteHyperParameterTuningJobCommand({ HyperParameterTuningJobName })),
};
