import { DescribeEndpointConfigCommand, DescribeModelCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { AppError } from '../../contract/appError';
import { isActive, type JobKind } from '../../jobs/jobState';
import type { Resource, ResourceKind, Resources } from '../../jobs/resources';
import { clientConfig, type AwsClients } from '../awsClients';
import { awsError } from '../awsError';
import { whoami } from '../context/whoami';
import type { Opened } from '../follow/awsConnection';
import { jobCalls } from '../follow/jobCalls';
import { stateOfDescribed } from '../follow/jobStateOf';
import { canBeInName } from '../namePart';
import type { LoadDefinition } from '../submit/definitionTree';
import { createdResources } from './created';
import { deleteObjects, placeOf } from './data';
import { download } from './download';
import { deleteRepository, describeRepository, listRepositories, repositoryImages } from './images';
import { invokeOnAws } from './invoke';
import { deleteCalls, listCalls, type ListOptions } from './resourceCalls';
import { variantsOf } from './variants';

/**
 * What is on AWS in an account and region, beside jobs. Every failure says what to do about it.
 * @param opened looked at with each call, since its clients are made anew after a sign-in
 */
export function openResources(opened: Opened, load: LoadDefinition): Resources {
  const calling = async <Result>(doing: string, call: (clients: AwsClients) => Promise<Result>): Promise<Result> => {
    try {
      return await call(opened.clients);
    } catch (error) {
      throw awsError(error, doing, opened.context);
    }
  };
  return {
    page: ({ kind, ...options }) =>
      calling(`Listing ${kind}s`, async (clients) => {
        // Repositories of images are looked through here.
        if (kind !== 'image' && !canBeInName(options.nameContains ?? '')) return { resources: [] };
        const { listed, next } = await listOf(clients, kind, options);
        const resources = listed.map((one): Resource => ({ kind, ...one }));
        return { resources, ...(next !== undefined && { next }) };
      }),
    describe: (kind, name) =>
      calling(`Describing ${name}`, async (clients) => plain(await describeOf(clients, kind, name))),
    variants: (endpoint) => calling(`Describing ${endpoint}`, ({ sagemaker }) => variantsOf(sagemaker, endpoint)),
    images: (repository) => calling(`Listing images of ${repository}`, ({ ecr }) => repositoryImages(ecr, repository)),
    created: (bucket, signal) =>
      calling('Looking for what was created', async (clients) => {
        const { account, region } = await whoami(opened.context, clients);
        return createdResources(clients, { account, region }, bucket, signal);
      }),
    remove: ({ kind, name }, signal) => calling(`Deleting ${name}`, (clients) => remove(clients, kind, name, signal)),
    download: (uri, folder, options) => calling(`Downloading ${uri}`, ({ s3 }) => download(s3, uri, folder, options)),
    invoke: (endpoint, fixture, signal) =>
      calling(`Invoking ${endpoint}`, async () => {
        const client = new SageMakerRuntimeClient(clientConfig(opened.context, 'SAGEMAKER_RUNTIME', 1));
        try {
          return await invokeOnAws(client, load, { endpoint, fixture }, signal);
        } finally {
          client.destroy();
        }
      }),
  };
}

function listOf({ sagemaker, ecr }: AwsClients, kind: ResourceKind, options: ListOptions) {
  return kind === 'image' ? listRepositories(ecr, options) : listCalls[kind](sagemaker, options);
}

function describeOf({ sagemaker, ecr }: AwsClients, kind: ResourceKind, name: string): Promise<object> {
  switch (kind) {
    case 'model':
      return sagemaker.send(new DescribeModelCommand({ ModelName: name }));
    case 'endpoint-config':
      return sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name }));
    case 'image':
      return describeRepository(ecr, name);
    default:
      return kind satisfies never;
  }
}

async function remove({ sagemaker, ecr, s3 }: AwsClients, kind: string, name: string, signal: AbortSignal) {
  if (isStoppable(kind) && (await isStopped(sagemaker, kind, name))) return 'stopped';
  if (kind === 'image') await deleteRepository(ecr, name);
  else if (kind === 'data') await deleteObjects(s3, placeOf(name), signal);
  else await (deleteCalls[kind] ?? refuse(name))(sagemaker, name);
  return 'deleted';
}

function isStoppable(kind: string): kind is JobKind {
  return kind in jobCalls && kind !== 'endpoint';
}

/** Whether a job runs, and is asked to stop: its record can't be deleted before it has. */
async function isStopped(sagemaker: SageMakerClient, kind: JobKind, name: string): Promise<boolean> {
  const { status } = stateOfDescribed(kind, await jobCalls[kind].describe(sagemaker, name));
  if (!isActive(status)) return false;
  if (status !== 'Stopping') await jobCalls[kind].stop?.(sagemaker, name);
  return true;
}

function refuse(name: string): never {
  throw new AppError('aws.delete', `AWS keeps the record of ${name}: there is no call that deletes one.`, 'Leave it.');
}

/** An answer as JSON has it, without what the client says of itself. */
function plain(answer: object): Readonly<Record<string, unknown>> {
  const { $metadata: _ours, ...own } = answer as { readonly $metadata?: unknown };
  return JSON.parse(JSON.stringify(own)) as Readonly<Record<string, unknown>>;
}
