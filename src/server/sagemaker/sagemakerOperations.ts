import type { JsonOperations } from '../jsonInput';
import type { Surroundings } from '../surroundings';
import { endpointOperations } from './endpointOperations';
import type { Endpoints } from './endpoints';
import { jobKinds } from './jobKinds';
import { jobOperations } from './jobOperations';
import type { RequestFiles } from './requestFiles';
import { resourceOperations } from './resourceOperations';
import { tagOperations } from './tags';

/** Every operation of SageMaker that the local endpoint knows. */
export function sagemakerOperations(
  surroundings: Surroundings,
  requests: RequestFiles,
  endpoints: Endpoints,
): JsonOperations {
  const jobs = jobKinds.map((facts) => jobOperations(surroundings, requests, facts));
  return Object.assign(
    {},
    ...jobs,
    resourceOperations(surroundings, requests),
    endpointOperations(surroundings, requests, endpoints),
    tagOperations(requests),
  ) as JsonOperations;
}
