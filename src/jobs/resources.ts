import type { JobKind } from './jobState';
import type { InvocationResult } from './platform';

/** What AWS keeps beside jobs and endpoints; nothing of it runs by itself. `image` is a repository of ours in ECR. */
export type ResourceKind = 'model' | 'endpoint-config' | 'image';

/** Something that AWS keeps, as a list has it. */
export interface Resource {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
}

/** One of the images of a repository. */
export interface RepositoryImage {
  /** `sha256:…` */
  readonly digest: string;
  readonly tags: readonly string[];
  /** Its layers as they are kept, compressed. */
  readonly bytes: number;
  /** Milliseconds since the Unix epoch. */
  readonly pushedAt: number;
}

/** Which resources are wanted. */
export interface ResourceQuery {
  readonly kind: ResourceKind;
  /** Part of the name. */
  readonly nameContains?: string;
  /** Where the last page ended. */
  readonly after?: string;
}

/** Some resources of many, newest first. */
export interface ResourcePage {
  readonly resources: readonly Resource[];
  /** For `after` of the next page; absent where there is no more. */
  readonly next?: string;
}

/** One of the variants that an endpoint serves. */
export interface Variant {
  readonly name: string;
  /** Absent for serverless ones. */
  readonly instanceType?: string;
  /** Machines that run now; they cost money whether they are called or not. */
  readonly instances: number;
  /** Machines that shall run, where that differs. */
  readonly desiredInstances?: number;
  readonly weight?: number;
}

/** Something that was created from here: by its tag, or by where it lies. */
export interface CreatedResource {
  /** What `submit` creates; `data` is what it uploaded to a bucket, and what jobs wrote beside. */
  readonly kind: ResourceKind | JobKind | 'algorithm' | 'model-package' | 'data';
  readonly name: string;
  readonly arn: string;
  /** For people: status, size. */
  readonly detail: string;
  /** It costs money as long as it is there. */
  readonly costs: boolean;
}

/** What was found of all that was created from here. */
export interface CreatedResources {
  readonly created: readonly CreatedResource[];
  /** What could not be looked at and why, a line each. */
  readonly unseen: readonly string[];
}

/** What can be seen and done in an account and region beside jobs. */
export interface Resources {
  page(query: ResourceQuery): Promise<ResourcePage>;
  /** The API's Describe response, as JSON has it. */
  describe(kind: ResourceKind, name: string): Promise<Readonly<Record<string, unknown>>>;
  variants(endpoint: string): Promise<readonly Variant[]>;
  /** The images of a repository, newest first. */
  images(repository: string): Promise<readonly RepositoryImage[]>;
  /**
   * All that has our tag, what costs money first: jobs that run, endpoints, models and their like, images, data.
   * @param bucket where data was uploaded; that of the SageMaker SDK when absent
   */
  created(bucket: string | undefined, signal: AbortSignal): Promise<CreatedResources>;
  /** Delete something for good; a job that runs is stopped, its record stays. @returns which of both was done */
  remove(one: Pick<CreatedResource, 'kind' | 'name'>, signal: AbortSignal): Promise<'deleted' | 'stopped'>;
  /**
   * Bring an object, or all below a prefix, to this machine. What is there in the same size, and not older, is not fetched again.
   * @param uri `s3://…`
   * @param folder absolute path, where it is created
   * @returns absolute paths of the files
   * @throws AppError `aws.artifact` for a key that leads out of the folder, or for nothing
   */
  download(uri: string, folder: string, download: DownloadOptions): Promise<readonly string[]>;
  /** Send a fixture to an endpoint and compare the answer. @param fixture absolute path */
  invoke(endpoint: string, fixture: string, signal: AbortSignal): Promise<InvocationResult>;
}

export interface DownloadOptions {
  readonly tell: (progress: { readonly bytes: number; readonly ofBytes: number }) => void;
  /** Asked before files that are there and say something else are replaced; false leaves them. @param paths absolute */
  readonly mayReplace: (paths: readonly string[]) => Promise<boolean>;
  readonly signal: AbortSignal;
}
