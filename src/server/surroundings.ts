import type { EngineChoice, Platform } from '../jobs/platform';

/** What the local endpoint works with. */
export interface Surroundings {
  /** Where its jobs run. */
  readonly platform: Platform;
  /** Absolute path of the folder that stands in for the account: requests, and S3. */
  readonly account: string;
  /** The region that every resource is in. */
  readonly region: string;
  /** What runs containers. */
  readonly engine: EngineChoice;
}
