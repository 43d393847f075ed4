import type { ObjectStore } from '../s3/objectStore';
import type { Surroundings } from '../surroundings';
import type { Endpoints } from './endpoints';
import type { RequestFiles } from './requestFiles';

/** What operations of SageMaker work with. */
export interface SageMaker {
  readonly surroundings: Surroundings;
  readonly requests: RequestFiles;
  readonly endpoints: Endpoints;
  /** What inputs are looked up in. */
  readonly store: ObjectStore;
}
