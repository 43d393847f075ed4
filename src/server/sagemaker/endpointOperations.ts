import { resourceArn } from '../../contract/resourceArn';
import { requestSchemas } from '../../validation/requestSchemas';
import { requiredText, type JsonObject, type JsonOperations } from '../jsonInput';
import { invalid } from '../serviceError';
import type { Surroundings } from '../surroundings';
import { checkConstraints } from './constraints';
import type { Endpoint, Endpoints } from './endpoints';
import { jobsOf, modifiedAt, startJob } from './jobs';
import { pageOf } from './paging';
import type { RequestFiles } from './requestFiles';
import { epoch, withEpochTimes } from './times';

/** What the operations of endpoints work with. */
interface Hosting {
  readonly surroundings: Surroundings;
  readonly requests: RequestFiles;
  readonly endpoints: Endpoints;
}

/** The operations of endpoints: Create, Describe, List, Update, Delete. */
export function endpointOperations(
  surroundings: Surroundings,
  requests: RequestFiles,
  endpoints: Endpoints,
): JsonOperations {
  const hosting: Hosting = { surroundings, requests, endpoints };
  const arnOf = ({ arn }: Endpoint) => ({ EndpointArn: arn });
  return {
    CreateEndpoint: (input) => create(hosting, input),
    DescribeEndpoint: (input) => describe(hosting, input),
    ListEndpoints: (input) => list(hosting, input),
    UpdateEndpoint: (input) => update(hosting, input),
    // There is one variant on one instance, whatever its weight.
    UpdateEndpointWeightsAndCapacities: async (input) => arnOf(await find(hosting, input)),
    DeleteEndpoint: (input) => remove(hosting, input),
  };
}

async function create(hosting: Hosting, input: JsonObject): Promise<JsonObject> {
  const { surroundings, requests, endpoints } = hosting;
  const schema = requestSchemas.endpoint;
  if (schema) checkConstraints(schema, input, ['EndpointName', 'EndpointConfigName']);
  const name = requiredText(input, 'EndpointName');
  const arn = resourceArn('endpoint', name.toLowerCase(), surroundings.region);
  if (await endpoints.find(name)) throw invalid(`Cannot create already existing endpoint "${arn}".`);
  await mustHaveConfig(hosting, input);
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

async function describe(hosting: Hosting, input: JsonObject): Promise<JsonObject> {
  const { name, arn, serving, status } = await find(hosting, input);
  const { NotReproduced: _ours, ...described } = (await hosting.surroundings.platform.describe(serving.name)) ?? {};
  return { ...withEpochTimes(described), EndpointName: name, EndpointArn: arn, EndpointStatus: status };
}

async function list({ endpoints }: Hosting, input: JsonObject): Promise<JsonObject> {
  const listed = (await endpoints.all()).map((endpoint) => ({
    ...endpoint,
    createdAt: endpoint.jobs.at(-1)?.createdAt ?? 0,
    modifiedAt: modifiedAt(endpoint.serving),
  }));
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

async function update(hosting: Hosting, input: JsonObject): Promise<JsonObject> {
  const { surroundings, requests } = hosting;
  const { name, arn, status } = await find(hosting, input);
  await mustHaveConfig(hosting, input);
  if (status !== 'InService') throw invalid(`Cannot update in-progress endpoint "${arn}".`);
  const before = await requests.find('endpoint', name);
  const { EndpointConfigName } = input;
  const definition = await requests.keep('endpoint', name, {
    ...before?.request,
    EndpointName: name,
    EndpointConfigName,
  });
  await startJob(surroundings, definition).catch(async (error: unknown) => {
    if (before) await requests.keep('endpoint', name, before.request);
    throw error;
  });
  return { EndpointArn: arn };
}

async function remove(hosting: Hosting, input: JsonObject): Promise<JsonObject> {
  const { name, jobs } = await find(hosting, input);
  for (const job of jobs) {
    if (job.status === 'Failed') await hosting.surroundings.platform.remove(job.name);
    else await hosting.endpoints.end(job);
  }
  await hosting.requests.remove('endpoint', name);
  return {};
}

/** @throws ServiceError `ValidationException` */
async function find({ endpoints, surroundings }: Hosting, input: JsonObject): Promise<Endpoint> {
  const name = requiredText(input, 'EndpointName');
  const endpoint = await endpoints.find(name);
  if (endpoint) return endpoint;
  throw invalid(`Could not find endpoint "${resourceArn('endpoint', name.toLowerCase(), surroundings.region)}".`);
}

async function mustHaveConfig({ requests, surroundings }: Hosting, input: JsonObject): Promise<void> {
  const name = requiredText(input, 'EndpointConfigName');
  if (await requests.find('endpoint-config', name)) return;
  const arn = resourceArn('endpoint-config', name.toLowerCase(), surroundings.region);
  throw invalid(`Could not find endpoint configuration "${arn}".`);
}
