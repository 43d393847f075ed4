import type { Uploads } from './multipart';
import type { ObjectStore } from './objectStore';
import type { PublicAccess } from './publicAccess';

/** What calls of S3 work with. */
export interface S3 {
  readonly store: ObjectStore;
  readonly uploads: Uploads;
  readonly publicAccess: PublicAccess;
  readonly region: string;
}
