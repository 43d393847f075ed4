import { resourceArn } from '../../contract/resourceArn';
import { isObject, requiredText, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid } from '../serviceError';
import { checkedName, type CreatedKind } from './createRequest';
import type { Endpoint } from './endpoints';
import { jobsOf, modifiedAt, startJob } from './jobs';
import { pageOf } from './paging';
import type { SageMaker } from './sagemaker';
import { epoch, withEpochTimes } from './times';

const endpointKind: CreatedKind = {
  kind: 'endpoint',
  stem: 'Endpoint',
  required: ['EndpointName', 'EndpointConfigName'],
};

/** The operations of endpoints: Create, Describe, List, Update, Delete. */
export function endpointOperations(sagemaker: SageMaker): JsonOperations {
  return {
    CreateEndpoint: (input) => create(sagemaker, input),
    DescribeEndpoint: (input) => describe(sagemaker, input),
    ListEndpoints: (input) => list(sagemaker, input),
    UpdateEndpoint: (input) => update(sagemaker, input),
    UpdateEndpointWeightsAndCapacities: (input) => weigh(sagemaker, input),
    DeleteEndpoint: (input) => remove(sagemaker, input),
  };
}

async function create(sagemaker: SageMaker, input: JsonObject): Promise<JsonObject> {
  const { surroundings, requests, endpoints } = sagemaker;
  const name = checkedName(endpointKind, input);
  const arn = resourceArn('endpoint', name.toLowerCase(), surroundings.region);
  if (await endpoints.find(name)) throw invalid(`Cannot create already existing endpoint "${arn}".`);
  await mustHaveConfig(sagemaker, input);
  // Its predecessors of this name are history; their folder is needed for a job that is called the same.
  for (const { state, name: known } of await jobsOf(surroundings, 'endpoint')) {
    if (known === name && state.endedAt !== undefined) await surroundings.platform.remove(state.name);
  }
  const definition = await requests.keep('endpoint', name, input);
  await startJob(surroundings, definition).catch(async (error: unknown) => {
    await requests.remove('endpoint', name);
    throw error;
  });
  return { EndpointArn: arn };
}

async function describe(sagemaker: SageMaker, input: JsonObject): Promise<JsonObject> {
  const endpoint = await find(sagemaker, input);
  const { name, arn, serving, status } = endpoint;
  const { NotReproduced: _ours, ...described } = (await sagemaker.surroundings.platform.describe(serving.name)) ?? {};
  const { ProductionVariants: variants } = described;
  return {
    ...withEpochTimes(described),
    ...(Array.isArray(variants) && { ProductionVariants: variants.filter(isObject).map(asDesired) }),
    ...{ EndpointName: name, EndpointArn: arn, EndpointStatus: status },
    CreationTime: epoch(await createdAt(sagemaker, endpoint)),
  };
}

/** All requests go to the one instance of the one variant. */
function asDesired(variant: JsonObject): JsonObject {
  return { ...variant, CurrentWeight: 1, DesiredWeight: 1, DesiredInstanceCount: 1 };
}

/** An update makes no new endpoint. */
async function createdAt({ requests }: SageMaker, { name, jobs }: Endpoint): Promise<number> {
  return (await requests.find('endpoint', name))?.createdAt ?? jobs.at(-1)?.createdAt ?? 0;
}

async function list(sagemaker: SageMaker, input: JsonObject): Promise<JsonObject> {
  const listed = await Promise.all(
    (await sagemaker.endpoints.all()).map(async (endpoint) => ({
      ...endpoint,
      createdAt: await createdAt(sagemaker, endpoint),
      modifiedAt: modifiedAt(endpoint.serving),
    })),
  );
  const { items, ...rest } = pageOf(listed, input);
  const summaries = items.map((item) => ({
    EndpointName: item.name,
    EndpointArn: item.arn,
    CreationTime: epoch(item.createdAt),
    LastModifiedTime: epoch(item.modifiedAt),
    EndpointStatus: item.status,
  }));
  return { Endpoints: summaries, ...rest };
}

async function update(sagemaker: SageMaker, input: JsonObject): Promise<JsonObject> {
  const { surroundings, requests } = sagemaker;
  const { name, arn, status } = await find(sagemaker, input);
  await mustHaveConfig(sagemaker, input);
  if (status !== 'InService') throw invalid(`Cannot update in-progress endpoint "${arn}".`);
  const before = await requests.find('endpoint', name);
  const { EndpointConfigName } = input;
  const after = { ...before?.request, EndpointName: name, EndpointConfigName };
  if (before) await requests.change(before, after);
  else await requests.keep('endpoint', name, after);
  await startJob(surroundings, requests.path('endpoint', name)).catch(async (error: unknown) => {
    if (before) await requests.change(before, before.request);
    else await requests.remove('endpoint', name);
    throw error;
  });
  return { EndpointArn: arn };
}

/** There is one variant on one instance, whatever its weight. */
async function weigh(sagemaker: SageMaker, input: JsonObject): Promise<JsonObject> {
  const { arn, status, serving } = await find(sagemaker, input);
  if (status !== 'InService') throw invalid(`Cannot update in-progress endpoint "${arn}".`);
  const described = await sagemaker.surroundings.platform.describe(serving.name);
  const known = namesIn(described?.['ProductionVariants']);
  const unknown = namesIn(input['DesiredWeightsAndCapacities']).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalid(`Could not find variant "${unknown}" of endpoint "${arn}".`);
  return { EndpointArn: arn };
}

function namesIn(variants: unknown): readonly string[] {
  return (Array.isArray(variants) ? variants : [])
    .filter(isObject)
    .map((variant) => requiredText(variant, 'VariantName'));
}

async function remove(sagemaker: SageMaker, input: JsonObject): Promise<JsonObject> {
  const { name, jobs } = await find(sagemaker, input);
  for (const job of jobs) {
    if (job.status === 'Failed') await sagemaker.surroundings.platform.remove(job.name);
    else await sagemaker.endpoints.end(job);
  }
  await sagemaker.requests.remove('endpoint', name);
  return {};
}

/** @throws ServiceError `ValidationException` */
async function find({ endpoints, surroundings }: SageMaker, input: JsonObject): Promise<Endpoint> {
  const name = requiredText(input, 'EndpointName');
  const endpoint = await endpoints.find(name);
  if (endpoint) return endpoint;
  throw invalid(`Could not find endpoint "${resourceArn('endpoint', name.toLowerCase(), surroundings.region)}".`);
}

async function mustHaveConfig({ requests, surroundings }: SageMaker, input: JsonObject): Promise<void> {
  const name = requiredText(input, 'EndpointConfigName');
  if (await requests.find('endpoint-config', name)) return;
  const arn = resourceArn('endpoint-config', name.toLowerCase(), surroundings.region);
  throw invalid(`Could not find endpoint configuration "${arn}".`);
}
