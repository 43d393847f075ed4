import type { Resources } from './resources';
import type { Jobs } from './platform';

/** Whose credentials and which region of AWS; absent parts are looked for. */
export interface AwsChoice {
  readonly profile?: string;
  readonly region?: string;
}

/** The way to AWS. Nothing of it is loaded or asked before one of these is called. */
export interface Aws {
  /** @throws AppError `aws.signIn` and its like, with what to do */
  whoami(choice: AwsChoice): Promise<AwsIdentity>;
  /** The profiles of the shared AWS files as they stand now, by name. */
  profiles(): Promise<readonly AwsProfile[]>;
  /**
   * Tell when the shared AWS files say something else, or somebody has signed in, until the result is disposed.
   * @param changed gets the names of the profiles that say something else
   */
  watch(changed: (profiles: readonly string[]) => void): Promise<{ dispose(): void }>;
  /** All of an account and region, with one sign-in. @throws AppError `aws.signIn` and its like */
  connect(choice: AwsChoice): Promise<AwsPlace>;
  /** The jobs and endpoints of an account and region. @throws AppError `aws.signIn` and its like */
  jobs(choice: AwsChoice): Promise<Jobs>;
  /** The way to the credentials of a profile, which are refreshed as long as they are asked for. @throws AppError `aws.signIn` and its like */
  credentials(profile: string): Promise<CredentialsSource>;
  /** Find out all that a submit will do, without doing it. */
  prepareSubmit(choice: SubmitChoice, signal: AbortSignal): Promise<PreparedSubmit>;
}

/** An account and region, for whoever calls there. */
export interface AwsPlace {
  readonly identity: AwsIdentity;
  readonly jobs: Jobs;
  readonly resources: Resources;
}

/** A profile of the shared AWS files. Holds no secret. */
export interface AwsProfile {
  readonly name: string;
  readonly region?: string;
  /** How it gets its credentials, for people. */
  readonly way: string;
  /** Absent where there is nothing to sign in to: plain keys, for example. */
  readonly signIn?: SignIn;
}

/** What of AWS's own command line brings the credentials of a profile. */
export interface SignIn {
  readonly command: 'sso login' | 'login';
  /** Whoever takes on a role signs in with the profile that the role is taken on from. */
  readonly profile: string;
}

/** Gives credentials that are valid now. */
export type CredentialsSource = () => Promise<{
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}>;

/** Who calls AWS, and how. Holds no secret. */
export interface AwsIdentity {
  readonly account: string;
  readonly arn: string;
  readonly region: string;
  readonly regionFrom: string;
  /** How the credentials were found, for people. */
  readonly way: string;
  readonly profile?: string;
  readonly partition: string;
  /** Addresses that take the place of AWS's own, by service. */
  readonly endpoints: Readonly<Record<string, string>>;
}

/** What a user may say beside the definition. */
export interface SubmitChoice extends AwsChoice {
  /** Absolute path of the definition file. */
  readonly definition: string;
  /** Name or ARN of the role that the service takes on. */
  readonly role?: string;
  /** Bucket for inputs and outputs. */
  readonly bucket?: string;
  /** Which of several roles; absent where nobody can be asked. */
  readonly pickRole?: (roles: readonly string[]) => Promise<string>;
}

/** A submit that has changed nothing yet. */
export interface PreparedSubmit {
  /** What a person must know before saying yes, a line each. */
  readonly lines: readonly string[];
  /** What will be sent, in order; digests of images that are not built yet are left open. */
  readonly requests: readonly PreparedRequest[];
  /**
   * Do it. What was done before it failed is found and used by the next try.
   * @returns what the definition asked for
   */
  perform(tell: (event: SubmitEvent) => void, signal: AbortSignal): Promise<Submitted>;
}

export interface PreparedRequest {
  /** For example `CreateTrainingJob`. */
  readonly operation: string;
  readonly request: Readonly<Record<string, unknown>>;
}

export interface Submitted {
  /** Kind of the definition. */
  readonly kind: string;
  readonly name: string;
  readonly arn: string;
}

/** How far a submit is. */
export type SubmitEvent =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'build'; readonly line: string }
  | { readonly kind: 'push'; readonly repository: string; readonly sentBytes: number; readonly bytes: number }
  | ({ readonly kind: 'upload'; readonly input: string } & UploadProgress)
  | {
      readonly kind: 'created';
      readonly operation: string;
      readonly name: string;
      readonly arn: string;
      /** It was there already. */
      readonly reused: boolean;
    };

/** How far an upload is. Bytes and files that needn't be sent count as sent. */
export interface UploadProgress {
  readonly sentBytes: number;
  readonly bytes: number;
  readonly sentFiles: number;
  readonly files: number;
  /** Files that were there already, or were copied within S3. */
  readonly reusedFiles: number;
}
