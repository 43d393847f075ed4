import type { JsonOperations } from '../jsonInput';
import type { Surroundings } from '../surroundings';
import { jobKinds } from './jobKinds';
import { jobOperations } from './jobOperations';
import { RequestFiles } from './requestFiles';
import { tagOperations } from './tags';

/** Every operation of SageMaker that the local endpoint knows. */
export function sagemakerOperations(surroundings: Surroundings): JsonOperations {
  const requests = new RequestFiles(surroundings.account);
  const jobs = jobKinds.map((facts) => jobOperations(surroundings, requests, facts));
  return Object.assign({}, ...jobs, tagOperations(requests)) as JsonOperations;
}
