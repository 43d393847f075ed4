import { ListTagsForResourceCommand } from '@aws-sdk/client-ecr';
import { ListTagsCommand } from '@aws-sdk/client-sagemaker';
import { messageOf } from '../../contract/appError';
import type { CreatedResource, CreatedResources } from '../../jobs/resources';
import type { AwsClients } from '../awsClients';
import { troubleOf } from '../awsError';
import { createdBy } from '../createdBy';
import { inParallel } from '../inParallel';
import { defaultBucket } from '../storage/bucket';
import { dataPrefix, isOwnBucket, objectPages } from './data';
import { listRepositories, repositorySize } from './images';
import { listCalls, type ListedPage, type ListedResource } from './resourceCalls';
import { runningCalls, type RunningKind } from './runningCalls';
import { variantsOf } from './variants';

/** Where it is looked. */
export interface Account {
  readonly account: string;
  readonly region: string;
}

/** Most resources of a kind whose tags are asked for, newest first: each takes a call. */
const mostLooked = 1000;
/** Calls that are under way at the same time. */
const parallelCalls = 5;

/** All that was created from here and is still there, what costs money first. */
export async function createdResources(
  clients: AwsClients,
  account: Account,
  bucket: string | undefined,
  signal: AbortSignal,
): Promise<CreatedResources> {
  const looks: readonly (readonly [string, () => Promise<readonly CreatedResource[]>])[] = [
    // What runs is stopped before what it may still read is deleted. A tuning job stops the jobs that it has started.
    ...(['tuning-job', 'training-job', 'processing-job', 'transform-job'] as const).map(
      (kind) => [`${kind}s`, () => runningJobs(clients, kind, signal)] as const,
    ),
    ['endpoints', () => taggedEndpoints(clients, signal)],
    ...(['endpoint-config', 'model', 'algorithm', 'model-package'] as const).map(
      (kind) => [`${kind}s`, () => taggedRecords(clients, kind, signal)] as const,
    ),
    ['images', () => pushedImages(clients, signal)],
    ['data', () => uploadedData(clients, bucket ?? defaultBucket(account.region, account.account), account, signal)],
  ];
  const created: CreatedResource[] = [];
  const unseen: string[] = [];
  for (const [what, look] of looks) {
    try {
      created.push(...(await look()));
    } catch (error) {
      // Whoever may not look at images may still want to be rid of endpoints.
      if (!/denied|missing|refused/.test(troubleOf(error)) || signal.aborted) throw error;
      unseen.push(`${what}: ${messageOf(error)}`);
    }
  }
  return { created, unseen };
}

async function runningJobs(
  clients: AwsClients,
  kind: RunningKind,
  signal: AbortSignal,
): Promise<readonly CreatedResource[]> {
  const found = await tagged(clients, (after) => runningCalls[kind](clients.sagemaker, after), signal);
  return found.map(({ name, arn }) => ({ kind, name, arn, detail: 'InProgress', costs: true }));
}

async function taggedRecords(
  clients: AwsClients,
  kind: 'endpoint-config' | 'model' | 'algorithm' | 'model-package',
  signal: AbortSignal,
): Promise<readonly CreatedResource[]> {
  const found = await tagged(clients, (after) => listCalls[kind](clients.sagemaker, { after }), signal);
  return found.map(({ name, arn }) => ({ kind, name, arn, detail: '', costs: false }));
}

async function taggedEndpoints(clients: AwsClients, signal: AbortSignal): Promise<readonly CreatedResource[]> {
  const found = await tagged(clients, (after) => listCalls.endpoint(clients.sagemaker, { after }), signal);
  return inParallel(found, parallelCalls, async ({ name, arn, status = '' }) => {
    const variants = await variantsOf(clients.sagemaker, name);
    const machines = variants.reduce((sum, { instances }) => sum + instances, 0);
    const detail = [status, ...variants.filter(({ instances }) => instances > 0).map(machineText)].join(', ');
    return { kind: 'endpoint' as const, name, arn, detail, costs: status !== 'Failed' && machines > 0 };
  });
}

function machineText({ instances, instanceType }: { readonly instances: number; readonly instanceType?: string }) {
  return `${String(instances)} × ${instanceType ?? 'provisioned concurrency'}`;
}

/** What of a list has our tag. What was deleted meanwhile has none. */
async function tagged(
  { sagemaker }: AwsClients,
  list: (after: string | undefined) => Promise<ListedPage>,
  signal: AbortSignal,
): Promise<readonly ListedResource[]> {
  const all: ListedResource[] = [];
  let after: string | undefined;
  do {
    signal.throwIfAborted();
    const { listed, next } = await list(after);
    all.push(...listed);
    after = next;
  } while (after !== undefined && all.length < mostLooked);
  const marks = await inParallel(all.slice(0, mostLooked), parallelCalls, async ({ arn }) => {
    signal.throwIfAborted();
    try {
      const { Tags = [] } = await sagemaker.send(new ListTagsCommand({ ResourceArn: arn }));
      return Tags.some(({ Key, Value }) => Key === createdBy.Key && Value === createdBy.Value);
    } catch (error) {
      if (/missing|refused/.test(troubleOf(error))) return false;
      throw error;
    }
  });
  return all.filter((_one, index) => marks[index]);
}

async function pushedImages({ ecr }: AwsClients, signal: AbortSignal): Promise<readonly CreatedResource[]> {
  const { listed } = await listRepositories(ecr, {});
  const found = await inParallel(listed, parallelCalls, async ({ name, arn }) => {
    signal.throwIfAborted();
    const { tags = [] } = await ecr.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    if (!tags.some(({ Key, Value }) => Key === createdBy.Key && Value === createdBy.Value)) return [];
    const { images, bytes } = await repositorySize(ecr, name);
    return [
      { kind: 'image' as const, name, arn, detail: `${String(images)} images, ${megabytes(bytes)}`, costs: true },
    ];
  });
  return found.flat();
}

async function uploadedData(
  { s3 }: AwsClients,
  bucket: string,
  { account }: Account,
  signal: AbortSignal,
): Promise<readonly CreatedResource[]> {
  if (!(await isOwnBucket(s3, bucket, account))) return [];
  let [files, bytes] = [0, 0];
  for await (const page of objectPages(s3, { bucket, prefix: dataPrefix }, signal)) {
    files += page.length;
    bytes += page.reduce((sum, object) => sum + object.bytes, 0);
  }
  if (files === 0) return [];
  const name = `s3://${bucket}/${dataPrefix}`;
  return [{ kind: 'data', name, arn: '', detail: `${String(files)} files, ${megabytes(bytes)}`, costs: true }];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
