import type { JsonOperations } from '../jsonInput';
import { withLimits } from './callLimits';
import { endpointOperations } from './endpointOperations';
import { jobKinds } from './jobKinds';
import { jobOperations } from './jobOperations';
import { resourceOperations } from './resourceOperations';
import type { SageMaker } from './sagemaker';
import { tagOperations } from './tags';
import { trainingOperations } from './trainingOperations';
import { transformOperations } from './transformOperations';
import { tuningOperations } from './tuningJobs';

/** Every operation of SageMaker that the local endpoint knows. */
export function sagemakerOperations(sagemaker: SageMaker): JsonOperations {
  const jobs = Object.assign({}, ...jobKinds.map((facts) => jobOperations(sagemaker, facts))) as JsonOperations;
  return withLimits({
    ...jobs,
    ...trainingOperations(sagemaker, jobs),
    ...transformOperations(sagemaker, jobs),
    ...tuningOperations(sagemaker),
    ...resourceOperations(sagemaker),
    ...endpointOperations(sagemaker),
    ...tagOperations(sagemaker.requests),
  });
}
